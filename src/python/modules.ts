// Evaluates modules of the scanned folder, once per scan, as far as something of them is looked up.

import { environment } from './environment.ts';
import { execute } from './execute.ts';
import { factsOfModule } from './facts.ts';
import { submodule } from './findModule.ts';
import { nothingFound } from './found.ts';
import { isTired, type Machine, newFrame } from './machine.ts';
import type { Module, State } from './module.ts';
import { parsed } from './parsedModules.ts';
import { Slice } from './slice.ts';
import type { Local } from './things.ts';
import { Trail } from './trail.ts';
import type { Node } from './tree.ts';
import { just, textValue, type Value } from './value.ts';

/** One evaluation looks into no more modules than this, and none nest deeper. */
const mostModules = 24;
const deepestImport = 8;
/** Steps that one scan spends on other files: see `Machine.steps`. */
const tirelessAbroad = 20_000;

/** Whether other files' code is no longer followed. */
export function isTiredAbroad(m: Machine): boolean {
  return m.modules.steps > tirelessAbroad;
}

/** Runs what of the module changes the program. */
export function openModule(m: Machine, module: Module): void {
  runKept(m, module, (slice) => slice.keepStarts());
}

/** Runs those statements of a module that `keep` adds to its slice, unless that is under way or too much. */
function runKept(m: Machine, module: Module, keep: (slice: Slice) => void): void {
  const state = stateOf(m, module);
  if (!state || state.running) return;
  const { machine, slice, done } = state;
  keep(slice);
  const todo = outermost(state.source.root).filter((it) => {
    const size = done.get(it);
    return slice.keeps(it) && (size === undefined || size < slice.size);
  });
  const { modules } = m;
  if (todo.length === 0 || modules.depth >= deepestImport || isTiredAbroad(m)) return;
  state.running = true;
  modules.depth++;
  const { steps } = machine;
  machine.nesting = m.nesting;
  for (const node of todo) {
    // A statement is run once; one with others in it again when more of them matter.
    done.set(node, /^(?:If|Try|With|For|While)Statement$/.test(node.type) ? slice.size : Number.NaN);
    execute(machine, node);
  }
  modules.steps += machine.steps - steps;
  modules.depth--;
  state.running = false;
  const run = machine.world.get('run');
  module.effects = [
    ...[...environment(machine).cells].filter(([name, value]) => state.before.get(name) !== value),
    ...(run ? [[undefined, run] as const] : []),
  ];
}

function outermost(root: Node): readonly Node[] {
  return root.children.flatMap((it) => (it.type === 'StatementGroup' ? it.children : [it]));
}

function stateOf(m: Machine, module: Module): State | undefined {
  const { modules } = m;
  if (module.state || module.path === undefined) return module.state;
  const source = modules.opened < mostModules ? parsed(modules.project, module.path) : undefined;
  if (!source) return undefined;
  modules.opened++;
  // A state of its own: what is tried out and taken back where it is imported does not take back the module.
  const before = environment(m).cells;
  const machine: Machine = {
    ...m,
    trail: new Trail(m.trail),
    world: new Map([['environment', just({ kind: 'object', cells: new Map(before), open: true })]]),
    found: nothingFound(),
    imports: new Set(),
    functions: [],
    classes: new Map(),
    visited: new Set(),
    source,
    loop: undefined,
    steps: 0,
    depth: 0,
    dead: 0,
    muted: 0,
  };
  machine.frame = { ...newFrame(machine, 'module', undefined), cells: module.cells };
  module.cells.set('__name__', textValue(module.name));
  const slice = new Slice(factsOfModule(source));
  m.slices.set(source, slice);
  module.state = { machine, source, slice, done: new Map(), before: new Map(before), running: false };
  return module.state;
}

/** An import runs the module: what that changes in the program is changed here, once on each way through it. */
export function takeEffects(m: Machine, module: Module): void {
  const mark = `imported ${module.path}`;
  if (module.effects.length === 0 || m.world.has(mark)) return;
  m.trail.set(m.world, mark, textValue(''));
  for (const [variable, value] of module.effects) {
    if (variable === undefined) m.trail.set(m.world, 'run', value);
    else m.trail.set(environment(m).cells, variable, value);
  }
}

/** Whether importing it may change the program: such a module is evaluated where it is imported. */
export function hasEffects(m: Machine, module: Module): boolean {
  const text = module.path === undefined ? undefined : m.modules.project?.read(module.path);
  return text !== undefined && /\bWANDB_[A-Z]+\b|\bwandb\.init\b/.test(text);
}

/** The value with each imported name of a module in view replaced by what the module binds to it. */
export function resolved(m: Machine, value: Value, depth = 0): Value {
  if (!value.some(({ thing }) => thing.kind === 'external' && thing.local)) return value;
  let inView = false;
  const values = value.map((it): Value => {
    const local = it.thing.kind === 'external' ? it.thing.local?.find() : undefined;
    if (!local) return [it];
    inView = true;
    // Names that import one another in a circle never get a value.
    return (depth < deepestImport ? meaning(m, local, depth) : undefined) ?? [it];
  });
  if (!inView) return value;
  // Of `try: from .a import x` with `except ImportError: from a import x`, the one in view is the one that works.
  const seen = values.filter((it) => !it.every(({ thing }) => thing.kind === 'external'));
  return (seen.length > 0 ? seen : values).flat();
}

function meaning(
  m: Machine,
  { module, name }: NonNullable<ReturnType<Local['find']>>,
  depth: number,
): Value | undefined {
  return name === undefined ? moduleValue(module) : member(m, module, name, depth);
}

export function moduleValue(module: Module): Value {
  return just({ kind: 'module', module, cells: module.cells });
}

/** `module.name`; undefined when the module does not bind it. */
export function member(m: Machine, module: Module, name: string, depth = 0): Value | undefined {
  runKept(m, module, (slice) => slice.demand([name], rootKeys(m)));
  const value = module.cells.get(name);
  if (value && value.length > 0) return resolved(m, value, depth + 1);
  const inner = submodule(m, module, name);
  return inner && moduleValue(inner);
}

/** The attributes and keys that matter to the file that is scanned. */
function rootKeys(m: Machine): Iterable<string> {
  for (const [source, slice] of m.slices) if (source.path === m.path) return slice.keys;
  return [];
}

/** What `from module import *` binds. */
export function publicNames(m: Machine, module: Module): readonly string[] {
  runKept(m, module, (slice) => slice.keepAll());
  const all = module.cells.get('__all__')?.[0]?.thing;
  const items = all?.kind === 'list' ? all.cells.get('items')?.[0]?.thing : all;
  if (items?.kind === 'tuple' && !items.open)
    return items.items.flatMap((it) => (it[0]?.thing.kind === 'text' ? [it[0].thing.text] : []));
  return [...module.cells.keys()].filter((name) => !name.startsWith('_'));
}

/** Runs `body`, which is code of another file, on that account: the file's own steps stay for its own code. */
export function abroad<T>(m: Machine, path: string, body: () => T): T {
  if (path === m.path || m.source.path !== m.path) return body();
  const { steps } = m;
  try {
    return body();
  } finally {
    m.modules.steps += m.steps - steps;
    m.steps = steps;
  }
}

export function mayFollow(m: Machine, path: string): boolean {
  return !isTired(m) && (path === m.path || !isTiredAbroad(m));
}
