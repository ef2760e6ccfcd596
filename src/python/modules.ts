// Modules of the scanned folder: found by Python's rules, evaluated once per scan, when something of them is looked up.

import { environment } from './environment.ts';
import { execute } from './execute.ts';
import { factsOfModule } from './facts.ts';
import { nothingFound } from './found.ts';
import { isTired, type Machine, newFrame } from './machine.ts';
import { folderOf, type Project, upwards, within } from './project.ts';
import { Slice } from './slice.ts';
import { type Source, sourceOf } from './source.ts';
import type { Local } from './things.ts';
import { type Cells, Trail } from './trail.ts';
import type { Node } from './tree.ts';
import { just, textValue, type Value } from './value.ts';

/** One evaluation looks into no more modules than this, and none nest deeper. */
const mostModules = 24;
const deepestImport = 8;
/** Steps that one scan spends on other files: see `Machine.steps`. */
const tirelessAbroad = 20_000;
/** A longer module is generated, not written; characters. */
const longestModule = 512 * 1024;
/** Parsed modules that are kept for the next scan of the folder. */
const mostParsed = 256;

export interface Module {
  /** The dotted name by which it was first imported. */
  readonly name: string;
  /** Its file; undefined for a package that is a mere folder. */
  readonly path: string | undefined;
  /** Where its submodules are; undefined unless it is a package. */
  readonly inside: string | undefined;
  readonly cells: Cells;
  /** Submodules that some import named in full. */
  readonly inner: Map<string, Module>;
  /** Undefined until something of it is looked up. */
  state: State | undefined;
  /** What evaluating it changed in the program: environment variables, and the active run. */
  effects: readonly (readonly [variable: string | undefined, value: Value])[];
}

/** How far a module has been run: only what somebody asked for. */
interface State {
  readonly machine: Machine;
  readonly source: Source;
  readonly slice: Slice;
  /** The size of the slice when a statement was run. */
  readonly done: Map<Node, number>;
  /** Environment variables before it ran. */
  readonly before: Cells;
  running: boolean;
}

export interface Modules {
  readonly project: Project | undefined;
  readonly known: Map<string, Module>;
  opened: number;
  depth: number;
  steps: number;
}

export function modulesOf(project: Project | undefined): Modules {
  return { project, known: new Map(), opened: 0, depth: 0, steps: 0 };
}

/** Whether other files' code is no longer followed. */
export function isTiredAbroad(m: Machine): boolean {
  return m.modules.steps > tirelessAbroad;
}

/** These are never the folder's own: W&B and its integrations are known by name, Python's library comes first. */
const elsewhere = new Set(
  (
    'wandb lightning pytorch_lightning torch torchvision numpy pandas scipy matplotlib sklearn tensorflow keras jax ' +
    'transformers hydra omegaconf pydantic typer click yaml tqdm requests abc argparse ast asyncio base64 builtins ' +
    'collections contextlib copy csv dataclasses datetime enum functools gc glob hashlib importlib inspect io ' +
    'itertools json logging math multiprocessing operator os pathlib pickle platform pprint random re shutil signal ' +
    'socket string subprocess sys tempfile threading time tomllib traceback types typing typing_extensions unittest ' +
    'urllib uuid warnings weakref zipfile __future__'
  ).split(' '),
);

/**
 * The module that an import in the file `from` means; undefined when it is not in the folder. `level` counts the dots
 * before a relative name. Absolute names are tried beside the file, then in each folder above and its `src`.
 */
export function findModule(m: Machine, from: string, level: number, name: string): Module | undefined {
  if (!m.modules.project) return undefined;
  if (level > 0) {
    const base = within(folderOf(from), '../'.repeat(level - 1));
    return base === undefined ? undefined : findIn(m, base, name);
  }
  const [root = ''] = name.split('.');
  if (elsewhere.has(root)) return undefined;
  for (const base of upwards(folderOf(from))) {
    const found = findIn(m, base, name) ?? findIn(m, within(base, 'src') ?? 'src', name);
    if (found) return found;
  }
  return undefined;
}

/** A module by its dotted name from a folder; the empty name is the folder's own package. */
function findIn(m: Machine, base: string, name: string): Module | undefined {
  const inside = within(base, name.replaceAll('.', '/')) ?? base;
  const asPackage = packageAt(m, name, inside);
  return (
    asPackage ?? (name === '' ? folderModule(m, name, inside) : moduleAt(m, name, `${inside}.py`, undefined))
  );
}

function packageAt(m: Machine, name: string, folder: string): Module | undefined {
  return moduleAt(m, name, within(folder, '__init__.py') ?? '', folder);
}

function moduleAt(m: Machine, name: string, path: string, inside: string | undefined): Module | undefined {
  const known = m.modules.known.get(path);
  if (known) return known;
  const text = m.modules.project?.read(path);
  if (text === undefined || text.length > longestModule) return undefined;
  return added(m, path, name, path, inside);
}

/** A package without `__init__.py`. */
function folderModule(m: Machine, name: string, inside: string): Module {
  const key = `${inside}/`;
  return m.modules.known.get(key) ?? added(m, key, name, undefined, inside);
}

function added(
  m: Machine,
  key: string,
  name: string,
  path: string | undefined,
  inside: string | undefined,
): Module {
  const module = { name, path, inside, cells: new Map(), inner: new Map(), state: undefined, effects: [] };
  m.modules.known.set(key, module);
  return module;
}

/** The outermost package of a module that was imported by its dotted name; those between hold one another. */
export function rootOf(m: Machine, module: Module, name: string): Module {
  const parts = name.split('.');
  let at = module;
  let folder = module.inside ?? (module.path ?? '').replace(/\.py$/, '');
  for (let part = parts.pop(); part !== undefined && parts.length > 0; part = parts.pop()) {
    folder = folderOf(folder);
    const outer = packageAt(m, parts.join('.'), folder) ?? folderModule(m, parts.join('.'), folder);
    outer.inner.set(part, at);
    at = outer;
  }
  return at;
}

/** A submodule that is a file of its own. */
export function submodule(m: Machine, module: Module, name: string): Module | undefined {
  if (module.inside === undefined || !/^\w+$/.test(name)) return undefined;
  return module.inner.get(name) ?? findIn(m, module.inside, name);
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

const trees = new WeakMap<Project, Map<string, { readonly text: string; readonly source: Source }>>();

/** Parses a module once per content for all scans of the project. */
function parsed(project: Project | undefined, path: string): Source | undefined {
  const text = project?.read(path);
  if (!project || text === undefined) return undefined;
  const kept = trees.get(project) ?? new Map();
  trees.set(project, kept);
  const known = kept.get(path);
  if (known?.text === text) return known.source;
  const source = sourceOf(path, null, text.replace(/^\uFEFF/, ' '));
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size >= mostParsed) kept.delete(oldest);
  kept.set(path, { text, source });
  return source;
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
