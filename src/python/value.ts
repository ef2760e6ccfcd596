// What the evaluator knows of a Python value: a bounded set of alternatives, each with where it came from.

import type { Place } from '../lineage/model.ts';
import type { Step } from './codeReference.ts';
import type { Thing } from './things.ts';

/** Stands in a text for a part that is not known. */
export const hole = '\u0000';
/** Stands at the start of an absolute path for the scanned folder: unknown like a hole, but always the same. */
export const home = `${hole}\u0001`;

/** More alternatives than this become a pattern. */
export const most = 32;
/** A derivation shows no more steps than this. */
export const mostSteps = 12;

export interface Alternative {
  readonly thing: Thing;
  /**
   * The choices under which it holds, as `tagOf(choice, option)`: values of different options of one choice never
   * meet, so that `f"{name}:{version}"` after an if/else does not mix the branches.
   */
  readonly tags: readonly number[];
  readonly steps: readonly Step[];
  /** A default that a caller, the command line or the environment may override. */
  readonly soft: boolean;
  /** The string literal that is the whole value. */
  readonly literal?: Place;
}

/** No alternatives: nothing was ever assigned. */
export type Value = readonly Alternative[];

export function just(thing: Thing): Value {
  return [{ thing, tags: [], steps: [], soft: false }];
}

export const unknown: Value = just({ kind: 'unknown' });
export const none: Value = just({ kind: 'constant', value: null });

export function textValue(text: string, literal?: Place): Value {
  return [{ thing: { kind: 'text', text }, tags: [], steps: [], soft: false, ...(literal && { literal }) }];
}

export function isUnknown(value: Value): boolean {
  return value.length === 0 || value.every(({ thing }) => thing.kind === 'unknown' || isHole(thing));
}

function isHole(thing: Thing): boolean {
  return thing.kind === 'text' && thing.text === hole;
}

export function mergeSteps(a: readonly Step[], b: readonly Step[]): readonly Step[] {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  return [...new Set([...a, ...b])].slice(-mostSteps);
}

/** Adds a step to the derivation of texts and numbers. */
export function withStep(value: Value, step: () => Step): Value {
  if (!value.some(showsSteps)) return value;
  const last = [step()];
  return value.map((it) => (showsSteps(it) ? { ...it, steps: mergeSteps(it.steps, last) } : it));
}

function showsSteps({ thing }: Alternative): boolean {
  return thing.kind === 'text' || thing.kind === 'number';
}

/** Marks a default that may be overridden at run time. */
export function softened(value: Value): Value {
  return value.map((it) => ({ ...it, soft: true }));
}

/** The one thing that a value is, whatever its derivation; undefined when there are several. */
export function only(value: Value): Thing | undefined {
  return value.length === 1 ? value[0]?.thing : undefined;
}

/** The text of a value that is exactly one text without holes. */
export function exactText(value: Value | undefined): string | undefined {
  const thing = value && only(value);
  return thing?.kind === 'text' && !thing.text.includes(hole) ? thing.text : undefined;
}
