// What each statement of a source defines and mentions, by its syntax alone: what slicing is decided on.

import { FactReader } from './factReader.ts';
import { sliceWords } from './sliceWords.ts';
import type { Source } from './source.ts';
import type { Node } from './tree.ts';

/** A scope of names: a module (of several cells), a function or a class. */
export interface Space {
  readonly kind: 'module' | 'function' | 'class';
  readonly parent: Space | undefined;
  readonly names: Set<string>;
  /** Names of it that live in another scope: `global` and `nonlocal`. */
  readonly elsewhere: Set<string>;
  /** The definition that it is the body of. */
  readonly owner: Fact | undefined;
}

/** Among the keys that a statement sets: one that is not known. */
export const anyKey = '*';

export interface Fact {
  readonly node: Node;
  /** The same without its decorators. */
  readonly bare: Node;
  /** The compound statement or definition around it. */
  readonly parent: Fact | undefined;
  readonly space: Space;
  /** The scope that a definition opens. */
  readonly inner: Space | undefined;
  /** Names of its own scope that it binds, or whose objects it changes. */
  readonly binds: Set<string>;
  /** Attributes and keys that it sets, on whatever object. */
  readonly sets: Set<string>;
  /** It changes an object that others may hold. */
  changes: boolean;
  readonly names: Set<string>;
  /** Attributes and short strings: a key may be either. */
  readonly keys: Set<string>;
  /** It names artifacts, or decides what run is active. */
  site: boolean;
  /** It leaves the function or declares its names, leaves a loop, or gives a value to whoever called. */
  jump: 'leave' | 'loop' | 'give' | undefined;
  /** It may start a run, or set what a run goes by. */
  starts: boolean;
  /** What a call that starts a run says of the run itself, its configuration apart. */
  ofRun: Pick<Fact, 'names' | 'keys'> | undefined;
  /** It may give a call another name: a lambda, or a method that is not called. */
  alias: boolean;
  readonly children: Fact[];
}

export interface Facts {
  readonly module: Space;
  readonly all: readonly Fact[];
  /** It starts runs and names no artifact. */
  readonly runsOnly: boolean;
}

/** The facts of a program: a file, or the cells of a notebook. */
export function factsOf(sources: readonly Source[]): Facts {
  const module: Space = space('module', undefined, undefined);
  const all: Fact[] = [];
  const words = sliceWords(sources.map(({ text }) => text).join('\n'));
  for (const source of sources) new FactReader(source.text, words, all).block(source.root, module, undefined);
  const runsOnly = !all.some((fact) => fact.site);
  return { module, all, runsOnly };
}

const known = new WeakMap<Source, Facts>();

/** The facts of a module, which several scans ask for. */
export function factsOfModule(source: Source): Facts {
  const facts = known.get(source) ?? factsOf([source]);
  known.set(source, facts);
  return facts;
}

export function space(kind: Space['kind'], parent: Space | undefined, owner: Fact | undefined): Space {
  return { kind, parent, names: new Set(), elsewhere: new Set(), owner };
}
