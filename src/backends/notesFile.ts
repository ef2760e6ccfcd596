// The form in which notes are kept: what many answers say of one thing is written once, and they name it by number.
//
// A node stands in the answers around each of its neighbours, with fewer facts than in the answer around itself, and an
// edge in those around both its ends. Of all that is said of one node the longest is written whole, anything else as the
// facts that it has of it and those that differ. Of the times at which a source said the very same, the latest is kept.

import type { Source } from '../lineage/model.ts';
import type { Steps } from '../lineage/steps.ts';
import { isRecord } from './kinds.ts';

export interface Note {
  /** When it was answered, milliseconds since 1970. */
  readonly at: number;
  /** What JSON can hold. Whoever reads it checks its form. */
  readonly value: unknown;
}

export type Facts = Readonly<Record<string, unknown>>;
/** Which of `wholes` has its facts, which of `keys` names them, which of `recorded` it has, and the facts that differ. */
export type Part = readonly [whole: number, keys: number, recorded: number, own?: Facts];
/** In a list of things stand their numbers: those of `wholes`, then of `parts`. `lists`: which of `keys` names the lists. */
export type PackedNote = readonly [key: string, at: number, value: unknown, lists?: number];

export interface PackedNotes {
  readonly recorded: readonly (readonly Source[])[];
  /** In the place of what they have `recorded` stands its number. */
  readonly wholes: readonly Facts[];
  readonly keys: readonly (readonly string[])[];
  readonly parts: readonly Part[];
  readonly notes: readonly PackedNote[];
}

/** To so many it comes to well under a millisecond, and pausing after each would take longer than the work itself. */
const some = 64;

/** What was packed, one object for all that name the same. Takes `packed` apart; throws where that is of another form. */
export function* unpack({ recorded, wholes, keys, parts, notes }: PackedNotes): Steps<Map<string, Note>> {
  const things: Facts[] = [];
  for (const whole of wholes as readonly Record<string, unknown>[]) {
    whole.recorded = recorded[whole.recorded as number];
    if (things.push(whole) % some === 0) yield;
  }
  // To copy an object of the right form is far quicker than to make one key by key.
  const forms = keys.map((names) => Object.fromEntries(names.map((name): [string, unknown] => [name, null])));
  for (const [number, form, at, own] of parts) {
    const whole = wholes[number];
    const part: Record<string, unknown> = { ...forms[form] };
    for (const name of keys[form] ?? []) part[name] = whole?.[name];
    if (own) Object.assign(part, own);
    part.recorded = recorded[at];
    if (things.push(part) % some === 0) yield;
  }
  const all = new Map<string, Note>();
  for (const [key, at, value, lists] of notes) {
    if (lists !== undefined)
      for (const name of keys[lists] ?? []) {
        const answer = value as Record<string, unknown>;
        answer[name] = (answer[name] as readonly number[]).map((number) => things[number]);
      }
    if (all.set(key, { at, value }).size % some === 0) yield;
  }
  return all;
}

/** For what comes from a disk, where a checksum vouches for the rest. */
export function isPacked(value: unknown): value is PackedNotes {
  return (
    isRecord(value) &&
    [value.recorded, value.wholes, value.keys, value.parts, value.notes].every(Array.isArray)
  );
}
