// The kinds of Python objects that the evaluator tells apart.

import type { Arguments } from './arguments.ts';
import type { Frame } from './machine.ts';
import type { Module } from './module.ts';
import type { Source } from './source.ts';
import type { Cells } from './trail.ts';
import type { Node } from './tree.ts';
import { type Alternative, hole, type Value } from './value.ts';

/** A string, with a `hole` for each unknown part; `path` for a `pathlib` path. */
export interface Text {
  readonly kind: 'text';
  readonly text: string;
  readonly path?: true;
}
export interface Numeral {
  readonly kind: 'number';
  readonly value: number;
  readonly float: boolean;
}
export interface Tuple {
  readonly kind: 'tuple';
  readonly items: readonly Value[];
  /** There may be more items than these. */
  readonly open: boolean;
}
/** A dict, namespace or configuration: cells by key, see `keyName`. */
export interface Mapping {
  readonly kind: 'object';
  readonly cells: Cells;
  /** There may be more keys than these. */
  readonly open: boolean;
  /** Its values are defaults that a sweep, the command line or the shell may override. */
  readonly soft?: boolean;
}
export interface FunctionThing {
  readonly kind: 'function';
  readonly node: Node;
  readonly name: string;
  readonly source: Source;
  readonly closure: Frame;
  readonly decorators: readonly string[];
  /** Defaults that decorators give to parameters. */
  readonly extra: ReadonlyMap<string, Value>;
  readonly self?: Alternative;
  /** The class whose body holds it. */
  readonly owner?: ClassThing;
  readonly state: FunctionState;
}
/** What the evaluation has learnt of one function so far; shared by its bound forms. */
export interface FunctionState {
  calls: number;
  /** A call was not followed, so that its arguments are not known. */
  missed: boolean;
  running: boolean;
  /** What the last call returned. */
  last: Value;
  /** Parameter defaults, as they were where the function was defined. */
  readonly defaults: ReadonlyMap<string, Value>;
  /** A call left every default alone. */
  plain: boolean;
  /** What callers passed, by parameter. */
  readonly bound: Map<string, Value>;
}
export interface ClassThing {
  readonly kind: 'class';
  readonly name: string;
  readonly cells: Cells;
  readonly bases: readonly Value[];
  /** Annotated names of the body in order: the parameters of a dataclass. */
  readonly fields: readonly string[];
  readonly instances: Instance[];
}
export interface Instance {
  readonly kind: 'instance';
  readonly cls: ClassThing;
  readonly cells: Cells;
}
/** A W&B run, live or of the public API, or a Lightning logger that holds one. */
export interface RunThing {
  readonly kind: 'run';
  readonly as: 'run' | 'publicRun' | 'logger';
  readonly entity: Value;
  readonly project: Value;
  readonly id: Value;
  readonly name: Value;
  readonly config: Mapping;
  /** Whether a visible `wandb.init` made it. */
  readonly declared: boolean;
}
export interface ArtifactThing {
  readonly kind: 'artifact';
  readonly names: Value;
  readonly type: Value;
}

/** What an import may bind of a module in view: the module itself, or one of its names. Found when it is looked up. */
export interface Local {
  find(): { readonly module: Module; readonly name?: string } | undefined;
}

export type Thing =
  | Text
  | Numeral
  | Tuple
  | Mapping
  | FunctionThing
  | ClassThing
  | Instance
  | RunThing
  | ArtifactThing
  | { readonly kind: 'constant'; readonly value: boolean | null }
  | { readonly kind: 'unknown' }
  /** A list or set: its items are a tuple in the cell `items`. */
  | { readonly kind: 'list'; readonly cells: Cells }
  /** Something of a module that is not in view, by its dotted path; `()` stands for a call. */
  | { readonly kind: 'external'; readonly path: string; readonly local?: Local }
  | { readonly kind: 'module'; readonly module: Module; readonly cells: Cells }
  | { readonly kind: 'method'; readonly of: Alternative; readonly name: string }
  | { readonly kind: 'partial'; readonly of: Value; readonly arguments: Arguments }
  | { readonly kind: 'api'; readonly entity: Value; readonly project: Value }
  /** A file that is open, or its whole text. */
  | { readonly kind: 'file'; readonly path: string }
  /** An `argparse` parser: defaults by destination. */
  | { readonly kind: 'parser'; readonly cells: Cells }
  /** What a generator function yields. */
  | { readonly kind: 'generator'; readonly yields: Value }
  | { readonly kind: 'super'; readonly cls: ClassThing; readonly self: Alternative };

/** The key of a cell for a dict key or attribute; undefined for keys that cannot be told apart. */
export function keyName(thing: Thing): string | undefined {
  if (thing.kind === 'text') return thing.text.includes(hole) ? undefined : thing.text;
  if (thing.kind === 'number') return `#${thing.value}`;
  if (thing.kind === 'constant') return `#${thing.value}`;
  return undefined;
}
