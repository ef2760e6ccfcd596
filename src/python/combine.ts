// Combines values: an operation on every choice of alternatives that can hold together.

import { union } from './union.ts';
import { type Alternative, mergeSteps, most, unknown, type Value } from './value.ts';

/**
 * Applies `make` to every combination of alternatives that can hold together. Too many combinations: the values with
 * most alternatives count as unknown, so that the result is a pattern.
 */
export function combine(values: readonly Value[], make: (parts: readonly Alternative[]) => Value): Value {
  if (values.every((value) => value.length === 1)) {
    const row = values.flat();
    if (row.every((it, index) => index === 0 || agree(row.slice(0, index), it)))
      return derived(make(row), row);
  }
  const bounded = values.map((value) => (value.length === 0 ? unknown : value));
  let count = bounded.reduce((product, value) => product * value.length, 1);
  while (count > most * 2) {
    const longest = Math.max(...bounded.map((value) => value.length));
    const index = bounded.findIndex((value) => value.length === longest);
    bounded[index] = unknown;
    count /= longest;
  }
  let rows: readonly (readonly Alternative[])[] = [[]];
  for (const value of bounded)
    rows = rows.flatMap((row) => value.filter((it) => agree(row, it)).map((it) => [...row, it]));
  return union(rows.map((row) => derived(make(row), row)));
}

function agree(row: readonly Alternative[], next: Alternative): boolean {
  return row.every(({ tags }) =>
    tags.every((tag) => next.tags.every((other) => tag === other || tag >> 6 !== other >> 6)),
  );
}

/** Adds what the parts were derived from to what was made of them. */
function derived(value: Value, parts: readonly Alternative[]): Value {
  if (parts.every((it) => it.tags.length === 0 && it.steps.length === 0 && !it.soft)) return value;
  const tags = [...new Set(parts.flatMap((it) => it.tags))];
  const steps = parts.map((it) => it.steps).reduce(mergeSteps, []);
  const soft = parts.some((it) => it.soft);
  return value.map((it) => ({
    ...it,
    tags: [...new Set([...tags, ...it.tags])].slice(-8),
    steps: mergeSteps(steps, it.steps),
    soft: it.soft || soft,
  }));
}
