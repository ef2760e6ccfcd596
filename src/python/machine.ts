// The state of one evaluation: frames, the trail of changes, how much work is done, and what was found.

import type { Found } from './found.ts';
import { type Modules, modulesOf } from './module.ts';
import type { Project } from './project.ts';
import type { Slice } from './slice.ts';
import type { Source } from './source.ts';
import type { ClassThing, FunctionThing } from './things.ts';
import { type Cells, type Delta, Trail } from './trail.ts';
import type { Node } from './tree.ts';
import type { Value } from './value.ts';

/** Past this many nodes, calls are no longer followed and loops no longer unrolled. */
const tireless = 60_000;
/** Of these, where a program only starts runs. */
const easilyTired = 4_000;
/** Expressions nest deeper only in generated or hostile code. */
export const deepest = 300;

export interface Frame {
  readonly kind: 'module' | 'function' | 'class';
  readonly cells: Cells;
  readonly parent?: Frame;
  /** Names declared `global` or `nonlocal`, and the cells they live in. */
  readonly shared: Map<string, Cells>;
  readonly running?: FunctionThing;
  returns: Value[];
  yields: Value[];
  /** Changes since `mark` at each `return`. */
  exits: Delta[];
  readonly mark: number;
  /** `Machine.dead` where it was entered. */
  readonly dead: number;
}

export interface Loop {
  readonly mark: number;
  breaks: Delta[];
  continues: Delta[];
}

export interface Machine {
  /** The file that is scanned; what other files say is only evaluated. */
  readonly path: string;
  readonly modules: Modules;
  readonly trail: Trail;
  /** The program's own cells: the active run under `run`, the environment under `environment`. */
  readonly world: Cells;
  readonly found: Found;
  /** Dotted names of the modules that the program imports. */
  readonly imports: Set<string>;
  /** Functions and classes in the order of their definition, to be looked at even when nothing calls them. */
  readonly functions: FunctionThing[];
  readonly classes: Map<ClassThing, FunctionThing[]>;
  /** Definitions of the functions that were followed or looked at. */
  readonly visited: Set<Node>;
  /** What is to be run of each source; all of one that has no slice. */
  readonly slices: Map<Source, Slice>;
  source: Source;
  frame: Frame;
  loop: Loop | undefined;
  steps: number;
  depth: number;
  nesting: number;
  /** Above zero in code that is never reached. */
  dead: number;
  /** Above zero while only effects are wanted. */
  muted: number;
}

export function newMachine(found: Found, source: Source, project?: Project): Machine {
  const trail = new Trail();
  return {
    path: source.path,
    modules: modulesOf(project),
    trail,
    world: new Map(),
    found,
    imports: new Set(),
    functions: [],
    classes: new Map(),
    visited: new Set(),
    slices: new Map(),
    source,
    frame: newFrame({ trail, dead: 0 }, 'module', undefined),
    loop: undefined,
    steps: 0,
    depth: 0,
    nesting: 0,
    dead: 0,
    muted: 0,
  };
}

export function newFrame(
  m: Pick<Machine, 'trail' | 'dead'>,
  kind: Frame['kind'],
  parent: Frame | undefined,
): Frame {
  const lists = { returns: [], yields: [], exits: [] };
  const frame = { kind, cells: new Map(), shared: new Map(), ...lists, mark: m.trail.mark(), dead: m.dead };
  return parent ? { ...frame, parent } : frame;
}

/** Whether a jump leads somewhere: not in code of its own frame that is never reached. */
export function isReached(m: Machine): boolean {
  return m.dead === m.frame.dead;
}

export function isTired(m: Machine): boolean {
  return m.steps > tireless;
}

/** Leaves few steps: for a program that names no artifact. */
export function tire(m: Machine): void {
  m.steps = Math.max(m.steps, tireless - easilyTired);
}

export function textOf(m: Machine, node: Node): string {
  return m.source.text.slice(node.from, node.to);
}

/** Runs `body` with another frame, source or loop in place, and puts the old ones back. */
export function within<T>(
  m: Machine,
  place: Partial<Pick<Machine, 'frame' | 'source' | 'loop'>>,
  body: () => T,
): T {
  const { frame, source, loop } = m;
  Object.assign(m, place);
  try {
    return body();
  } finally {
    Object.assign(m, { frame, source, loop });
  }
}

/** Runs each body from the present state and joins the states of those that reach their end; false when none does. */
export function branch(m: Machine, bodies: readonly (() => boolean)[]): boolean {
  const mark = m.trail.mark();
  const ends: Delta[] = [];
  for (const body of bodies) {
    if (body()) ends.push(m.trail.capture(mark));
    m.trail.rollback(mark);
  }
  if (ends.length === 0) return false;
  m.trail.join(ends);
  return true;
}

/** Looks at code that is never reached: what it says is found, what it does is taken back. */
export function unreached(m: Machine, body: () => unknown): void {
  const mark = m.trail.mark();
  m.dead++;
  body();
  m.dead--;
  m.trail.rollback(mark);
}
