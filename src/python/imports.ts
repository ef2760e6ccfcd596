// Import statements: what they bind, as names of modules in view, or dotted names of modules that are not.

import { wandbCalls } from './calls.ts';
import { findModule, rootOf, submodule } from './findModule.ts';
import { type Machine, textOf } from './machine.ts';
import type { Module } from './module.ts';
import { hasEffects, member, openModule, publicNames, takeEffects } from './modules.ts';
import { bind } from './names.ts';
import type { Local } from './things.ts';
import type { Node } from './tree.ts';
import { just, type Value } from './value.ts';

/** What of the package matters here when all of it is imported. */
const wandbNames = [
  ...['init', 'run', 'config', 'log', 'Api', 'Artifact', 'Run', 'Settings', 'Table', 'plot', 'sweep'],
  ...wandbCalls.filter((row) => row.on.includes('module')).map((row) => row.name),
];

interface Item {
  readonly path: string;
  readonly alias: string | undefined;
}

interface Import {
  /** The module after `from`, its leading dots included; undefined without one. */
  readonly from: string | undefined;
  readonly items: readonly Item[];
}

export function importNames(m: Machine, node: Node): void {
  const { from, items } = noteImports(m, node);
  if (from === undefined) for (const item of items) importModule(m, item);
  else importFrom(m, from, items);
}

/**
 * Notes what is imported, though none of its names matters. A module that is imported by one bare name may be there for
 * what it does.
 */
export function noteImports(m: Machine, node: Node): Import {
  const read = readImport(m, node);
  if (read.from !== undefined) m.imports.add(read.from);
  for (const { path, alias } of read.items) {
    m.imports.add(read.from === undefined ? path : dotted(read.from, path));
    if (read.from === undefined && !alias && !path.includes('.'))
      run(m, findModule(m, m.source.path, 0, path));
  }
  return read;
}

function readImport(m: Machine, node: Node): Import {
  const children = node.children.filter((it) => !['(', ')', 'Comment'].includes(it.type));
  const at = children.findIndex((it) => it.type === 'import');
  if (at < 0) return { from: undefined, items: [] };
  const from = children[0]?.type === 'from' ? joined(m, children.slice(1, at)) : undefined;
  const items = split(children.slice(at + 1)).map((nodes) => readItem(m, nodes));
  const name = from === undefined ? /^\w[\w.]*$/ : /^(?:\w+|\*)$/;
  if (from !== undefined && !/^(?:\.+[\w.]*|\w[\w.]*)$/.test(from)) return { from: undefined, items: [] };
  return { from, items: items.filter(({ path }) => name.test(path)) };
}

function readItem(m: Machine, nodes: readonly Node[]): Item {
  const as = nodes.findIndex((it) => it.type === 'as');
  const alias = as < 0 ? undefined : nodes[as + 1];
  return { path: joined(m, as < 0 ? nodes : nodes.slice(0, as)), alias: alias && textOf(m, alias) };
}

function dotted(from: string, name: string): string {
  return from.endsWith('.') ? from + name : `${from}.${name}`;
}

/** `import a.b` binds `a`; `import a.b as c` binds `a.b`. */
function importModule(m: Machine, { path, alias }: Item): void {
  const importer = m.source.path;
  const local = lazily(() => {
    const module = findModule(m, importer, 0, path);
    run(m, module);
    const outermost = module && rootOf(m, module, path);
    const bound = alias ? module : outermost;
    return bound && { module: bound };
  });
  const [root = path] = path.split('.');
  bind(m, alias ?? root, named(alias ? path : root, local));
}

function importFrom(m: Machine, from: string, items: readonly Item[]): void {
  const importer = m.source.path;
  const level = /^\.*/.exec(from)?.[0].length ?? 0;
  const name = from.slice(level);
  const whole = lazily(() => {
    const module = findModule(m, importer, level, name);
    run(m, module);
    return module && { module };
  });
  for (const { path, alias } of items) {
    if (path === '*') {
      importAll(m, from, whole.find()?.module);
      continue;
    }
    const local = lazily(() => {
      const module = whole.find()?.module;
      // A package may be a mere folder: only its modules are in view.
      const inner = module
        ? submoduleOf(module, importer, path, m)
        : findModule(m, importer, level, `${name}.${path}`);
      run(m, inner);
      return inner ? { module: inner } : module && { module, name: path };
    });
    bind(m, alias ?? path, named(dotted(from, path), local));
  }
}

function lazily(find: Local['find']): Local {
  let found: ReturnType<Local['find']>;
  let asked = false;
  return {
    find: () => {
      if (!asked) {
        asked = true;
        found = find();
      }
      return found;
    },
  };
}

/** `from . import x` in the package's own file means the module `x`; elsewhere the package's own `x` comes first. */
function submoduleOf(module: Module, importer: string, name: string, m: Machine): Module | undefined {
  return module.path === importer || module.path === undefined ? submodule(m, module, name) : undefined;
}

function importAll(m: Machine, from: string, module: Module | undefined): void {
  if (from === 'wandb')
    for (const it of wandbNames) bind(m, it, just({ kind: 'external', path: `wandb.${it}` }));
  if (!module) return;
  for (const name of publicNames(m, module)) {
    const value = member(m, module, name);
    if (value) bind(m, name, value);
  }
}

function run(m: Machine, module: Module | undefined): void {
  if (!module) return;
  if (hasEffects(m, module)) openModule(m, module);
  takeEffects(m, module);
}

function named(path: string, local: Local): Value {
  return just({ kind: 'external', path, local });
}

function joined(m: Machine, nodes: readonly Node[]): string {
  return nodes.map((it) => textOf(m, it)).join('');
}

function split(nodes: readonly Node[]): readonly (readonly Node[])[] {
  const items: Node[][] = [[]];
  for (const node of nodes) {
    if (node.type === ',') items.push([]);
    else items.at(-1)?.push(node);
  }
  return items;
}
