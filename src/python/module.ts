// What is known of a module of the scanned folder, and of all modules that one evaluation has met.

import type { Machine } from './machine.ts';
import type { Project } from './project.ts';
import type { Slice } from './slice.ts';
import type { Source } from './source.ts';
import type { Cells } from './trail.ts';
import type { Node } from './tree.ts';
import type { Value } from './value.ts';

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
export interface State {
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
