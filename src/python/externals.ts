// The functions of Python's library and of common packages that names pass through.

import { attribute } from './access.ts';
import type { Arguments } from './arguments.ts';
import { byPath } from './byPath.ts';
import type { Site } from './call.ts';
import { attributesOf } from './classes.ts';
import { blur, elementOf, itemsOf, mappingMethod, tupleOf, tupleValue } from './collections.ts';
import { mergeConfigs } from './configFile.ts';
import { branching, branchless } from './each.ts';
import { environment } from './environment.ts';
import { loaded, opened } from './files.ts';
import { formatted, represented, written } from './formatSpec.ts';
import { withoutNone } from './formatting.ts';
import { invoke } from './invoke.ts';
import type { Machine } from './machine.ts';
import { asDict, type Call, imported, mapping, namedTuple, replaced } from './makers.ts';
import { baseName, joinPath } from './paths.ts';
import type { Instance } from './things.ts';
import { union } from './union.ts';
import {
  exactText,
  hole,
  home,
  just,
  none,
  only,
  softened,
  textValue,
  unknown,
  type Value,
} from './value.ts';
import { callWandb } from './wandbCalls.ts';

/** Calls something outside the program by its dotted path; the result remembers where it came from. */
export function callExternal(m: Machine, path: string, given: Arguments, site: Site): Value {
  const known = callWandb(m, path, given, site);
  if (known) return known;
  if (path === 'builtins.map') return mapped(m, given, site);
  const values = given.positional.map((it) => it.value);
  const call = callOf(path);
  if (call) return call(m, values, given);
  return just({ kind: 'external', path: `${path}()` });
}

/** A longer list is a computation, not a list of names. */
const mostMapped = 16;

/** `map(function, items)` of one list in view: each item is passed on. */
function mapped(m: Machine, given: Arguments, site: Site): Value {
  const [called, list, ...more] = given.positional;
  const items = list && itemsOf(list.value);
  if (!called || !items || more.length > 0 || items.length > mostMapped) return unknown;
  const results = items.map((value) => {
    const one: Arguments = { positional: [{ ...list, value }], named: new Map(), open: false };
    return branching(m, called.value, ({ thing }) => {
      if (thing.kind === 'function') return invoke(m, thing, one);
      return thing.kind === 'external' ? callExternal(m, thing.path, one, site) : unknown;
    });
  });
  return tupleValue(results);
}

const callOf = byPath((path) => functions[path] ?? bySuffix.find(([suffix]) => suffix.test(path))?.[1]);

const first: Call = (_m, [value = unknown]) => value;
const asList: Call = (_m, [value]) => {
  const items = value ? itemsOf(value) : [];
  const tuple = items ? tupleValue(items) : tupleValue([elementOf(value ?? [])], true);
  return just({ kind: 'list', cells: new Map([['items', tuple]]) });
};
const asTuple: Call = (_m, [value]) => {
  const items = value ? itemsOf(value) : [];
  return items ? tupleValue(items) : tupleValue([elementOf(value ?? [])], true);
};
const path: Call = (_m, values, { open }) =>
  open ? unknown : joinPath(values.length > 0 ? values : [textValue('.')], true);
const join: Call = (_m, values, { open }) => (open ? unknown : joinPath(values.map(withoutNone), false));

/** The same file by a path that is not known in full. */
const somewhere: Call = (_m, [value = unknown]) =>
  branchless(value, ({ thing }) =>
    textValue(
      thing.kind !== 'text'
        ? hole
        : thing.text.startsWith(home)
          ? thing.text
          : `${hole}/${baseName(thing.text)}`,
    ),
  );

/** One of these attributes, or any when one of them is not known, may have been set. */
function blurInstance(m: Machine, instance: Instance, keys: readonly string[], to: Value): void {
  const attributes = attributesOf(instance)[0]?.thing;
  const cells = attributes?.kind === 'object' ? attributes.cells : instance.cells;
  const inherited = keys.some((key) => key.includes(hole))
    ? [...instance.cls.cells.keys(), ...cells.keys()]
    : keys;
  for (const key of new Set(inherited)) {
    const before = instance.cells.get(key) ?? instance.cls.cells.get(key);
    if (before?.some(({ thing }) => thing.kind === 'function')) continue;
    m.trail.set(instance.cells, key, before ? union([before, to]) : to);
  }
}

/** A declared field or option: its default. */
const field: Call = (_m, [value], given) => softened(given.named.get('default')?.value ?? value ?? unknown);

const functions: Readonly<Record<string, Call>> = {
  'builtins.str': (_m, [value]) =>
    value ? branchless(withoutNone(value), (it) => textValue(written(it.thing))) : textValue(''),
  'builtins.repr': (_m, [value = unknown]) => branchless(value, (it) => textValue(represented(it.thing))),
  'builtins.format': (_m, [value = unknown, spec]) => {
    const by = spec ? (exactText(spec) ?? hole) : '';
    return branchless(value, (it) => textValue(formatted(it.thing, by)));
  },
  'builtins.int': (_m, [value = unknown]) =>
    branchless(value, ({ thing }) => {
      const number =
        thing.kind === 'number'
          ? Math.trunc(thing.value)
          : thing.kind === 'text' && /^\s*[+-]?\d+\s*$/.test(thing.text)
            ? Number(thing.text)
            : Number.NaN;
      return Number.isSafeInteger(number) ? just({ kind: 'number', value: number, float: false }) : unknown;
    }),
  'builtins.float': (_m, [value = unknown]) =>
    branchless(value, ({ thing }) => (thing.kind === 'number' ? just({ ...thing, float: true }) : unknown)),
  'builtins.len': (_m, [value = unknown]) => {
    const items = itemsOf(value);
    const text = exactText(value);
    const length = items?.length ?? (text === undefined ? undefined : [...text].length);
    return length === undefined ? unknown : just({ kind: 'number', value: length, float: false });
  },
  'builtins.list': asList,
  'builtins.set': asList,
  'builtins.frozenset': asList,
  'builtins.tuple': asTuple,
  'builtins.iter': first,
  'builtins.sorted': (_m, [value = unknown], given) => {
    const texts = itemsOf(value)?.map((it) => exactText(it));
    if (given.named.size > 0 || !texts?.every((it) => it !== undefined))
      return tupleValue([elementOf(value)], true);
    return tupleValue([...texts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map((it) => textValue(it)));
  },
  'builtins.reversed': (_m, [value = unknown]) => {
    const items = itemsOf(value);
    return items ? tupleValue([...items].reverse()) : tupleValue([elementOf(value)], true);
  },
  'builtins.next': (_m, [value = unknown]) => itemsOf(value)?.[0] ?? elementOf(value),
  'builtins.dict': mapping,
  'builtins.zip': (_m, values) => {
    const lists = values.map((value) => itemsOf(value));
    if (!lists.every((it) => it !== undefined)) return tupleValue([tupleValue(values.map(elementOf))], true);
    const length = Math.min(...lists.map((it) => it.length));
    return tupleValue(
      Array.from({ length: lists.length > 0 ? length : 0 }, (_, i) =>
        tupleValue(lists.map((it) => it[i] ?? unknown)),
      ),
    );
  },
  'builtins.enumerate': (_m, [value = unknown, start], given) => {
    const from = only(
      start ?? given.named.get('start')?.value ?? just({ kind: 'number', value: 0, float: false }),
    );
    const items = itemsOf(value);
    if (!items || from?.kind !== 'number') return tupleValue([tupleValue([unknown, elementOf(value)])], true);
    return tupleValue(items.map((it, i) => tupleValue([just({ ...from, value: from.value + i }), it])));
  },
  'builtins.range': (_m, values) => {
    const bounds = values
      .map((value) => only(value))
      .map((it) => (it?.kind === 'number' ? it.value : undefined));
    if (bounds.length === 0 || !bounds.every((it) => it !== undefined)) return tupleValue([], true);
    const [from = 0, to = 0, step = 1] = bounds.length === 1 ? [0, bounds[0]] : bounds;
    const count = step === 0 ? 0 : Math.max(0, Math.ceil((to - from) / step));
    if (count > 64) return tupleValue([unknown], true);
    return tupleValue(
      Array.from({ length: count }, (_, i) => just({ kind: 'number', value: from + i * step, float: false })),
    );
  },
  'builtins.getattr': (m, [value = unknown, name, fallback]) => {
    const key = name && exactText(name);
    if (key === undefined) return unknown;
    const found = attribute(m, value, key);
    return fallback && found.every((it) => it.thing.kind === 'unknown') ? softened(fallback) : found;
  },
  'builtins.setattr': (m, [value = unknown, name, to = unknown]) => {
    const keys = (name ?? unknown).map(({ thing }) => (thing.kind === 'text' ? thing.text : hole));
    for (const { thing } of value) {
      if (thing.kind !== 'object' && thing.kind !== 'instance' && thing.kind !== 'class') continue;
      const [only] = keys;
      if (keys.length === 1 && only !== undefined && !only.includes(hole)) m.trail.set(thing.cells, only, to);
      else if (thing.kind === 'instance') blurInstance(m, thing, keys, to);
      else blur(m, thing.cells, to);
    }
    return none;
  },
  'builtins.vars': (_m, [value = unknown]) =>
    branchless(value, (it) =>
      it.thing.kind === 'instance'
        ? it.thing.cells.size > 0
          ? just({ kind: 'object', cells: it.thing.cells, open: false })
          : attributesOf(it.thing)
        : it.thing.kind === 'object'
          ? [it]
          : unknown,
    ),
  'random.shuffle': (m, [value = unknown]) => {
    for (const { thing } of value) {
      const tuple = thing.kind === 'list' ? tupleOf(thing) : undefined;
      if (thing.kind !== 'list' || !tuple) continue;
      const any = union(tuple.items);
      m.trail.set(thing.cells, 'items', just({ ...tuple, items: tuple.items.map(() => any) }));
    }
    return none;
  },
  'random.choice': (_m, [value = unknown]) => elementOf(value),
  'os.path.join': join,
  'posixpath.join': join,
  'os.path.basename': (_m, [value = unknown]) =>
    branchless(value, ({ thing }) => textValue(thing.kind === 'text' ? baseName(thing.text) : hole)),
  'os.path.dirname': (_m, [value = unknown]) =>
    branchless(value, ({ thing }) =>
      textValue(thing.kind === 'text' ? thing.text.slice(0, Math.max(0, thing.text.lastIndexOf('/'))) : hole),
    ),
  'os.path.splitext': (_m, [value = unknown]) =>
    branchless(value, ({ thing }) => {
      const text = thing.kind === 'text' ? thing.text : hole;
      const dot = text.lastIndexOf('.');
      const cut = dot > text.lastIndexOf('/') + 1 ? dot : text.length;
      if (baseName(text).includes(hole)) return tupleValue([textValue(hole), textValue(hole)]);
      return tupleValue([textValue(text.slice(0, cut)), textValue(text.slice(cut))]);
    }),
  ...Object.fromEntries(
    ['abspath', 'realpath', 'expanduser', 'normpath'].map((name) => [`os.path.${name}`, somewhere]),
  ),
  'os.fspath': (_m, [value = unknown]) => branchless(value, (it) => textValue(written(it.thing))),
  'os.getenv': (m, _values, given) => {
    const [of] = just(environment(m));
    return of ? mappingMethod(m, of, 'get', given) : unknown;
  },
  'functools.partial': (_m, [of = unknown], given) =>
    just({ kind: 'partial', of, arguments: { ...given, positional: given.positional.slice(1) } }),
  'argparse.ArgumentParser': () => just({ kind: 'parser', cells: new Map() }),
  'dataclasses.asdict': (_m, [value = unknown]) => asDict(value, 0),
  'dataclasses.replace': replaced,
  'builtins.open': (_m, [value = unknown], given) => opened(given.named.get('file')?.value ?? value),
  'collections.namedtuple': namedTuple,
  'wandb.sweep': (m, [value = unknown], given) => {
    const sweep = only(given.named.get('sweep')?.value ?? value);
    const parameters = sweep?.kind === 'object' ? sweep.cells.get('parameters') : undefined;
    if (parameters) m.trail.set(m.world, 'sweep', parameters);
    return unknown;
  },
  'importlib.import_module': (_m, [name = unknown]) => branchless(name, imported),
  'copy.copy': first,
  'copy.deepcopy': first,
  'typing.cast': (_m, [, value = unknown]) => value,
};

/** A loader of configurations: from an open file or its text, some also by the file's `path`. */
const load =
  (name: string, how?: 'path' | 'interpolated'): Call =>
  (m, [value = unknown], given) => {
    const from = given.named.get('stream')?.value ?? given.named.get('file_')?.value ?? value;
    const file = how && !from.some(({ thing }) => thing.kind === 'file') ? opened(from) : from;
    return loaded(m, file, just({ kind: 'external', path: `${name}()` }), how === 'interpolated');
  };

const bySuffix: readonly (readonly [RegExp, Call])[] = [
  [/^pathlib\.\w*Path$/, path],
  [/^(?:ruamel\.)?yaml\b.*\.(?:\w+_)?load$/, load('yaml.load')],
  [/^(?:json|simplejson|ujson|orjson)\.loads?$/, load('json.load')],
  [/^(?:tomllib|tomli|toml|tomlkit|rtoml|pytoml)\.loads?$/, load('toml.load', 'path')],
  [/(?:^|\.)OmegaConf\.load$/, load('OmegaConf.load', 'interpolated')],
  [/(?:^|\.)OmegaConf\.(?:to_container|to_object|structured)$|^hydra\.utils\.to_absolute_path$/, first],
  [
    /(?:^|\.)OmegaConf\.(?:unsafe_)?merge$/,
    (_m, values) => values.reduce<Value>((all, it) => mergeConfigs(all, it), values[0] ?? unknown),
  ],
  [/(?:^|\.)OmegaConf\.from_cli$/, () => just({ kind: 'object', cells: new Map(), open: true })],
  [/^(?:io|codecs)\.open$/, (_m, [value = unknown]) => opened(value)],
  [/^(?:types\.SimpleNamespace|argparse\.Namespace|collections\.OrderedDict)$/, mapping],
  [/(?:^|\.)(?:ConfigDict|EasyDict|AttrDict|Munch|Box|DotMap|edict|OmegaConf\.create)$/, mapping],
  [
    /^(?:dataclasses\.field|pydantic\.Field|pydantic\.fields\.Field|typer\.(?:Option|Argument)|attrs?\.(?:ib|field))$/,
    field,
  ],
  [/ArgumentParser$/, () => just({ kind: 'parser', cells: new Map() })],
  // Helpers that many projects have: `importlib.import_module` with a word of advice, or at first use.
  [
    /(?:^|\.)(?:guard_import|try_import|lazy_import|LazyLoader|LazyImport)$/,
    (_m, values) =>
      branchless(values.findLast((value) => exactText(value) !== undefined) ?? unknown, imported),
  ],
  [/^contextlib\.\w*ExitStack\(\)\.enter_(?:async_)?context$/, first],
];
