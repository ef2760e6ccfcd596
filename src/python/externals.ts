// The functions of Python's library and of common packages that names pass through.

import type { Arguments } from './arguments.ts';
import { builtins } from './builtins.ts';
import { byPath } from './byPath.ts';
import type { Site } from './call.ts';
import { elementOf, itemsOf, mappingMethod, tupleOf, tupleValue } from './collections.ts';
import { mergeConfigs } from './configFile.ts';
import { branching, branchless } from './each.ts';
import { environment } from './environment.ts';
import { loaded, opened } from './files.ts';
import { written } from './formatSpec.ts';
import { invoke } from './invoke.ts';
import type { Machine } from './machine.ts';
import { asDict, type Call, imported, mapping, namedTuple, replaced } from './makers.ts';
import { pathCalls, pathOf } from './pathCalls.ts';
import { union } from './union.ts';
import { exactText, just, none, only, softened, textValue, unknown, type Value } from './value.ts';
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

/** A declared field or option: its default. */
const field: Call = (_m, [value], given) => softened(given.named.get('default')?.value ?? value ?? unknown);

const functions: Readonly<Record<string, Call>> = {
  ...builtins,
  ...pathCalls,
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
  [/^pathlib\.\w*Path$/, pathOf],
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
