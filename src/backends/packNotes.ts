// Writes notes in the form in which they are kept.

import { sources } from '../lineage/mergeNodes.ts';
import type { Source } from '../lineage/model.ts';
import type { Steps } from '../lineage/steps.ts';
import { isRecord } from './kinds.ts';
import type { Facts, Note, PackedNote, PackedNotes, Part } from './notesFile.ts';

/** A node or an edge, as far as its form matters here. */
export type Thing = Facts & { readonly recorded: readonly Source[] };

/** One wording of a thing. */
interface Said {
  readonly thing: Thing;
  readonly text: string;
  recorded: readonly Source[];
}

/** Members of a list, each kept once and known by its number. */
function numbered<T>(): { readonly all: readonly T[]; number(item: T): number } {
  const all: T[] = [];
  const numbers = new Map<string, number>();
  return {
    all,
    number(item) {
      const text = JSON.stringify(item);
      const known = numbers.get(text);
      if (known !== undefined) return known;
      numbers.set(text, all.length);
      return all.push(item) - 1;
    },
  };
}

export function* pack(notes: readonly (readonly [key: string, note: Note])[]): Steps<PackedNotes> {
  const wordings = new Map<string, Said>();
  const byThing = new Map<Thing, Said>();
  const say = (thing: Thing) => {
    const known = byThing.get(thing);
    if (known) return known;
    const text = JSON.stringify({ ...thing, recorded: thing.recorded.map(({ label }) => label) });
    const said = wordings.get(text) ?? { thing, text, recorded: thing.recorded };
    said.recorded = sources(said.recorded, thing.recorded);
    wordings.set(text, said);
    byThing.set(thing, said);
    return said;
  };
  const lists: (readonly (readonly [string, readonly Said[]])[])[] = [];
  for (const [, { value }] of notes) {
    lists.push(listsOf(value).map(([name, things]) => [name, things.map(say)]));
    yield;
  }

  const longest = new Map<unknown, Said>();
  for (const said of wordings.values()) {
    const id = idOf(said);
    if ((longest.get(id)?.text.length ?? 0) < said.text.length) longest.set(id, said);
    yield;
  }
  const recorded = numbered<readonly Source[]>();
  const keys = numbered<readonly string[]>();
  const wholes: Facts[] = [];
  const numbers = new Map<Said, number>();
  for (const said of longest.values()) {
    numbers.set(said, wholes.length);
    wholes.push({ ...said.thing, recorded: recorded.number(said.recorded) });
    yield;
  }
  const parts: Part[] = [];
  for (const said of wordings.values()) {
    const whole = longest.get(idOf(said));
    if (!whole || whole === said) continue;
    const names = Object.keys(said.thing).filter((name) => said.thing[name] !== undefined);
    const own = names.filter((name) => name !== 'recorded' && !same(said.thing[name], whole.thing[name]));
    numbers.set(said, wholes.length + parts.length);
    const part = [numbers.get(whole) ?? 0, keys.number(names), recorded.number(said.recorded)] as const;
    const differing = Object.fromEntries(own.map((name) => [name, said.thing[name]]));
    parts.push(own.length > 0 ? [...part, differing] : part);
    yield;
  }

  const packed: PackedNote[] = [];
  for (const [index, [key, { at, value }]] of notes.entries()) {
    const own = lists[index] ?? [];
    const named = own.map(([name, all]) => [name, all.map((said) => numbers.get(said) ?? 0)] as const);
    packed.push(
      named.length === 0
        ? [key, at, value]
        : [
            key,
            at,
            { ...(value as Facts), ...Object.fromEntries(named) },
            keys.number(named.map(([name]) => name)),
          ],
    );
    yield;
  }
  return { recorded: recorded.all, wholes, keys: keys.all, parts, notes: packed };
}

/** What is said of the same id is said of one thing; what has none stands for itself. */
function idOf({ thing, text }: Said): unknown {
  return typeof thing.id === 'string' ? thing.id : text;
}

function listsOf(value: unknown): readonly (readonly [string, readonly Thing[]])[] {
  if (!isRecord(value) || Array.isArray(value)) return [];
  return Object.entries(value).filter(
    (entry): entry is [string, Thing[]] => Array.isArray(entry[1]) && entry[1].every(isThing),
  );
}

function isThing(value: unknown): value is Thing {
  return isRecord(value) && Array.isArray(value.recorded) && value.recorded.every(isRecord);
}

/** Equal as JSON. */
function same(a: unknown, b: unknown): boolean {
  return a === b || (isRecord(a) && isRecord(b) && JSON.stringify(a) === JSON.stringify(b));
}
