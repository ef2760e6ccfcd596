// Import statements: what they bind, as names of modules in view, or dotted names of modules that are not.

import { wandbCalls } from './calls.ts';
import { type Machine, textOf } from './machine.ts';
import {
  findModule,
  hasEffects,
  type Module,
  member,
  openModule,
  publicNames,
  rootOf,
  submodule,
  takeEffects,
} from './modules.ts';
import { bind } from './names.ts';
import type { Local } from './things.ts';
import type { Node } from './tree.ts';
import { just, type Value } from './value.ts';

/** What of the package matters here when all of it is imported. */
const wandbNames = [
  ...['init', 'run', 'config', 'log', 'Api', 'Artifact', 'Run', 'Settings', 'Table', 'plot', 'sweep'],
  ...wandbCalls.filter((row) => row.on.includes('module')).map((row) => row.name),
];

export function importNames(m: Machine, node: Node): void {
  const children = node.children.filter((it) => !['(', ')', 'Comment'].includes(it.type));
  const at = children.findIndex((it) => it.type === 'import');
  if (at < 0) return;
  const items = split(children.slice(at + 1));
  if (children[0]?.type === 'from') importFrom(m, joined(m, children.slice(1, at)), items);
  else for (const item of items) importModule(m, readItem(m, item));
}

interface Item {
  readonly path: string;
  readonly alias: string | undefined;
}

function readItem(m: Machine, nodes: readonly Node[]): Item {
  const as = nodes.findIndex((it) => it.type === 'as');
  const alias = as < 0 ? undefined : nodes[as + 1];
  return { path: joined(m, as < 0 ? nodes : nodes.slice(0, as)), alias: alias && textOf(m, alias) };
}

/** `import a.b` binds `a`; `import a.b as c` binds `a.b`. */
function importModule(m: Machine, { path, alias }: Item): void {
  if (!/^\w[\w.]*$/.test(path)) return;
  m.imports.add(path);
  const [root = path] = path.split('.');
  const module = findModule(m, m.source.path, 0, path);
  run(m, module);
  const outermost = module && rootOf(m, module, path);
  const bound = alias ? module : outermost;
  bind(m, alias ?? root, named(alias ? path : root, bound && { module: bound }));
}

function importFrom(m: Machine, from: string, items: readonly (readonly Node[])[]): void {
  if (!/^\.*[\w.]*$/.test(from) || from === '') return;
  m.imports.add(from);
  const level = /^\.*/.exec(from)?.[0].length ?? 0;
  const name = from.slice(level);
  const module = findModule(m, m.source.path, level, name);
  run(m, module);
  for (const nodes of items) {
    if (nodes[0]?.type === '*') {
      if (module) importAll(m, module);
      else if (from === 'wandb')
        for (const it of wandbNames) bind(m, it, just({ kind: 'external', path: `wandb.${it}` }));
      continue;
    }
    const item = readItem(m, nodes);
    if (!/^\w+$/.test(item.path)) continue;
    const path = `${from}${name === '' ? '' : '.'}${item.path}`;
    m.imports.add(path);
    // A package may be a mere folder: only its modules are in view.
    const inner = module
      ? submoduleOf(m, module, item.path)
      : findModule(m, m.source.path, level, `${name}.${item.path}`);
    run(m, inner);
    const local = inner ? { module: inner } : module && { module, name: item.path };
    bind(m, item.alias ?? item.path, named(path, local));
  }
}

/** `from . import x` in the package's own file means the module `x`; elsewhere the package's own `x` comes first. */
function submoduleOf(m: Machine, module: Module, name: string): Module | undefined {
  return module.path === m.source.path || module.path === undefined ? submodule(m, module, name) : undefined;
}

function importAll(m: Machine, module: Module): void {
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

function named(path: string, local: Local | undefined): Value {
  return just({ kind: 'external', path, ...(local && { local }) });
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
