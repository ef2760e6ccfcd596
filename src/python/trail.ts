// Changeable state that can be tried out and taken back: every write is logged, so that branches are run one by one and joined.

import { chosen, keyOf } from './union.ts';
import type { Value } from './value.ts';

/** Variables of a frame, attributes of an instance, items of a dict. */
export type Cells = Map<string, Value>;
/** The cells that changed since some mark, with their values. */
export type Delta = ReadonlyMap<Cells, ReadonlyMap<string, Value | undefined>>;

interface Entry {
  readonly cells: Cells;
  readonly key: string;
  readonly before: Value | undefined;
}

export class Trail {
  readonly #entries: Entry[] = [];
  readonly #choices: { last: number };

  /** Choices are numbered together with those of `other`, whose values may meet this one's. */
  constructor(other?: Trail) {
    this.#choices = other ? other.#choices : { last: 0 };
  }

  set(cells: Cells, key: string, value: Value | undefined): void {
    this.#entries.push({ cells, key, before: cells.get(key) });
    if (value === undefined) cells.delete(key);
    else cells.set(key, value);
  }

  mark(): number {
    return this.#entries.length;
  }

  capture(mark: number): Delta {
    const delta = new Map<Cells, Map<string, Value | undefined>>();
    for (let i = mark; i < this.#entries.length; i++) {
      const entry = this.#entries[i];
      if (!entry) continue;
      const changed = delta.get(entry.cells) ?? new Map<string, Value | undefined>();
      if (changed.size === 0) delta.set(entry.cells, changed);
      changed.set(entry.key, entry.cells.get(entry.key));
    }
    return delta;
  }

  rollback(mark: number): void {
    while (this.#entries.length > mark) {
      const entry = this.#entries.pop();
      if (entry?.before === undefined) entry?.cells.delete(entry.key);
      else entry.cells.set(entry.key, entry.before);
    }
  }

  /** Makes the state what it is after any one of `ends`, each a change of the present state. */
  join(ends: readonly Delta[]): void {
    const choice = this.choice();
    const joined = new Map<Cells, Set<string>>();
    for (const end of ends)
      for (const [cells, changed] of end) {
        const keys = joined.get(cells) ?? new Set<string>();
        joined.set(cells, keys);
        for (const key of changed.keys()) keys.add(key);
      }
    for (const [cells, keys] of joined)
      for (const key of keys) {
        const values = ends.map((end) => {
          const changed = end.get(cells);
          return (changed?.has(key) ? changed.get(key) : cells.get(key)) ?? [];
        });
        const value = chosen(choice, values);
        this.set(cells, key, value.length === 0 ? undefined : value);
      }
  }

  /** A fresh number for a choice between alternatives. */
  choice(): number {
    return ++this.#choices.last;
  }

  /** The cells that hold something after `before`, a change of the present state, and something else after `after`. */
  altered(before: Delta, after: Delta): readonly { readonly cells: Cells; readonly key: string }[] {
    return [...after].flatMap(([cells, changed]) =>
      [...changed].flatMap(([key, value]) => {
        const known = before.get(cells);
        const old = known?.has(key) ? known.get(key) : cells.get(key);
        return old && value && !same(old, value) ? [{ cells, key }] : [];
      }),
    );
  }
}

function same(a: Value, b: Value): boolean {
  if (a === b) return true;
  const keys = new Set(a.map((it) => keyOf(it.thing)));
  return keys.size === b.length && b.every((it) => keys.has(keyOf(it.thing)));
}
