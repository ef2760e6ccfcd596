// The functions of Python's library and of common packages that names pass through.

import { attribute } from './access.ts';
import type { Arguments } from './arguments.ts';
import { byPath } from './byPath.ts';
import type { Site } from './call.ts';
import { attributesOf } from './classes.ts';
import { elementOf, itemsOf, mappingMethod, tupleOf, tupleValue } from './collections.ts';
import { mergeConfigs } from './configFile.ts';
import { branchless } from './each.ts';
import { environment } from './environment.ts';
import { loaded, opened } from './files.ts';
import { formatted, represented, written } from './formatSpec.ts';
import { withoutNone } from './formatting.ts';
import type { Machine } from './machine.ts';
import { baseName, joinPath } from './paths.ts';
import type { Cells } from './trail.ts';
import {
  type Alternative,
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

type Call = (m: Machine, values: readonly Value[], given: Arguments) => Value;

/** Calls something outside the program by its dotted path; the result remembers where it came from. */
export function callExternal(m: Machine, path: string, given: Arguments, site: Site): Value {
  const known = callWandb(m, path, given, site);
  if (known) return known;
  const values = given.positional.map((it) => it.value);
  const call = callOf(path);
  if (call) return call(m, values, given);
  return just({ kind: 'external', path: `${path}()` });
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

/** Keywords, and the keys of a dict given first. */
const mapping: Call = (_m, [from], given) => {
  const cells: Cells = new Map();
  const thing = from && only(from);
  let open = given.open || (from !== undefined && thing?.kind !== 'object');
  if (thing?.kind === 'object') {
    for (const [key, value] of thing.cells) cells.set(key, value);
    open ||= thing.open;
  }
  for (const pair of from ? (itemsOf(from) ?? []) : []) {
    const items = tupleOf(only(pair))?.items;
    const key = items && exactText(items[0]);
    if (key !== undefined && items?.[1]) cells.set(key, items[1]);
  }
  for (const [key, { value }] of given.named) cells.set(key, value);
  return just({ kind: 'object', cells, open });
};

/** A module that is imported by a name in a string. */
function imported({ thing }: Alternative): Value {
  return thing.kind === 'text' && /^[\w.]+$/.test(thing.text)
    ? just({ kind: 'external', path: thing.text })
    : unknown;
}

/** A class by the names of its fields, and the defaults of the last ones. */
const namedTuple: Call = (_m, [name, names = []], given) => {
  const text = exactText(names);
  const fields =
    text?.split(/[\s,]+/).filter(Boolean) ?? (itemsOf(names) ?? []).map((it) => exactText(it) ?? '');
  const defaults = itemsOf(given.named.get('defaults')?.value ?? []) ?? [];
  const first = fields.length - defaults.length;
  const cells: Cells = new Map(defaults.map((value, index) => [fields[first + index] ?? '', value]));
  return just({ kind: 'class', name: exactText(name) ?? '', cells, bases: [], fields, instances: [] });
};

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
    const key = name && exactText(name);
    for (const { thing } of value)
      if (
        key !== undefined &&
        (thing.kind === 'object' || thing.kind === 'instance' || thing.kind === 'class')
      )
        m.trail.set(thing.cells, key, to);
    return none;
  },
  'builtins.vars': (_m, [value = unknown]) =>
    branchless(value, (it) =>
      it.thing.kind === 'instance' ? attributesOf(it.thing) : it.thing.kind === 'object' ? [it] : unknown,
    ),
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
  'dataclasses.asdict': (_m, [value = unknown]) =>
    branchless(value, (it) => (it.thing.kind === 'instance' ? attributesOf(it.thing) : unknown)),
  'dataclasses.replace': (_m, [value = unknown], given) =>
    branchless(value, (it) => {
      if (it.thing.kind !== 'instance') return unknown;
      const cells: Cells = new Map(it.thing.cells);
      for (const [name, field] of given.named) cells.set(name, field.value);
      return just({ ...it.thing, cells });
    }),
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
