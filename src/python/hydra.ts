// Hydra: the configuration that `@hydra.main` hands to a function, composed from the files of its folder.

import { type Arguments, argument } from './arguments.ts';
import { mergeConfigs, overridable, readConfig } from './configFile.ts';
import { interpolated } from './interpolation.ts';
import type { Machine } from './machine.ts';
import { folderOf, within } from './project.ts';
import { exactText, just, textValue, type Value } from './value.ts';

/** Files that include one another nest deeper only in a circle. */
const deepest = 8;

/** What `@hydra.main(...)` gives to its function; undefined when the files are not in view. */
export function hydraMain(m: Machine, given: Arguments): Value | undefined {
  // Before version 1.2 there was no `version_base`.
  const first = given.positional[0]?.value[0]?.thing;
  const old = first?.kind === 'text' && !/^\d/.test(first.text);
  const parameters = [...(old ? [] : ['version_base']), 'config_path', 'config_name'];
  const folder = argument(given, parameters, 'config_path')?.value ?? textValue('.');
  const name = argument(given, parameters, 'config_name')?.value;
  const [at, file] = [exactText(folder), exactText(name)];
  return at !== undefined && file !== undefined ? hydraConfig(m, at, file) : undefined;
}

/**
 * The value of `config_name` in `folder`, relative to the file that asks; undefined when there is no such file.
 * What it says are defaults that the command line may override.
 */
function hydraConfig(m: Machine, folder: string, name: string): Value | undefined {
  const base = within(folderOf(m.source.path), folder);
  const composed =
    base === undefined ? undefined : compose(m, base, name, { group: '', under: '', depth: 0 });
  return composed && interpolated(m, overridable(composed));
}

/** Where a file stands: its group's folder, and the keys (`a/b`) under which its content goes. */
interface At {
  readonly group: string;
  readonly under: string;
  readonly depth: number;
}

/**
 * One file with its `defaults` list: each entry brings in another file, under its group's keys.
 * Source: https://hydra.cc/docs/advanced/defaults_list/
 */
function compose(m: Machine, base: string, name: string, { group, under, depth }: At): Value | undefined {
  const path = within(within(base, group) ?? base, `${name.replace(/\.ya?ml$/, '')}.yaml`);
  const own = path === undefined || depth > deepest ? undefined : readConfig(m.modules.project, path);
  const thing = own?.[0]?.thing;
  if (path === undefined || thing?.kind !== 'object') return undefined;
  const cells = new Map(thing.cells);
  const entries = entriesOf(cells.get('defaults'));
  cells.delete('defaults');
  const keys = packageOf(m, path) ?? under;
  const self = placed(just({ ...thing, cells }), keys);
  const at = { group, under: keys, depth: depth + 1 };
  const parts = entries.map((it) => (it === '_self_' ? self : included(m, base, it, at)));
  // Without `_self_` the file's own keys come last.
  return (entries.includes('_self_') ? parts : [...parts, self]).reduce<Value>(
    (whole, part) => (part ? mergeConfigs(whole, part) : whole),
    just({ kind: 'object', cells: new Map(), open: false }),
  );
}

interface Entry {
  readonly group: string;
  readonly name: string;
  /** Another package than the group's own. */
  readonly at: string | undefined;
}

function entriesOf(list: Value | undefined): readonly (Entry | '_self_')[] {
  const tuple = list?.[0]?.thing.kind === 'list' ? list[0].thing.cells.get('items')?.[0]?.thing : undefined;
  if (tuple?.kind !== 'tuple') return [];
  return tuple.items.flatMap((item): readonly (Entry | '_self_')[] => {
    const thing = item[0]?.thing;
    if (thing?.kind === 'text') return thing.text === '_self_' ? ['_self_'] : [entry('', thing.text)];
    const [pair] = thing?.kind === 'object' ? thing.cells : [];
    const name = pair && exactText(pair[1]);
    const group = pair?.[0].replace(/^(?:optional|override)\s+/, '');
    return name && group && !group.startsWith('hydra/') ? [entry(group, name)] : [];
  });
}

function entry(group: string, name: string): Entry {
  const [path = '', at] = group.split('@');
  return { group: path, name, at };
}

function included(m: Machine, base: string, { group, name, at }: Entry, outer: At): Value | undefined {
  const folder = join(group, folderOf(name));
  const absolute = folder.startsWith('/');
  const under =
    at === undefined ? folder : at === '_global_' ? '/' : at.replace(/^_group_/, folder).replaceAll('.', '/');
  return compose(m, base, name.slice(name.lastIndexOf('/') + 1), {
    group: absolute ? folder.slice(1) : join(outer.group, folder),
    under: under.startsWith('/') ? under.slice(1) : join(outer.under, under),
    depth: outer.depth,
  });
}

function join(outer: string, inner: string): string {
  return outer === '' || inner === '' ? outer + inner : `${outer}/${inner}`;
}

/** The package that a `# @package` line gives; the group's own without one. */
function packageOf(m: Machine, path: string): string | undefined {
  const text = m.modules.project?.read(path) ?? '';
  const name = /^(?:\s*#.*\n)*?\s*#\s*@package\s+(\S+)/.exec(text)?.[1];
  if (name === undefined) return undefined;
  return name === '_global_' ? '' : name === '_group_' ? undefined : name.replaceAll('.', '/');
}

/** A content under a package: the keys `a`, `b` for `a/b`. */
function placed(value: Value, path: string): Value {
  return path
    .split('/')
    .filter(Boolean)
    .reduceRight<Value>(
      (inner, key) => just({ kind: 'object', cells: new Map([[key, inner]]), open: false }),
      value,
    );
}
