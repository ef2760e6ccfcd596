// Functions that make or copy objects: dicts, named tuples, modules by name, dataclasses as dicts.

import type { Arguments } from './arguments.ts';
import { attributesOf } from './classes.ts';
import { itemsOf, tupleOf } from './collections.ts';
import { branchless } from './each.ts';
import type { Machine } from './machine.ts';
import type { Cells } from './trail.ts';
import { type Alternative, exactText, just, only, unknown, type Value } from './value.ts';

/** What a function outside the program makes of its arguments. */
export type Call = (m: Machine, values: readonly Value[], given: Arguments) => Value;

/** Keywords, and the keys of a dict given first. */
export const mapping: Call = (_m, [from], given) => {
  const cells: Cells = new Map();
  const thing = from && only(from);
  let open = given.open || (from !== undefined && thing?.kind !== 'object');
  if (thing?.kind === 'object') {
    for (const [key, value] of thing.cells) cells.set(key, value);
    open ||= thing.open;
  }
  for (const pair of from ? (itemsOf(from) ?? []) : []) {
    const items = tupleOf(only(pair))?.items;
    const key = items && exactText(items[0]);
    if (key !== undefined && items?.[1]) cells.set(key, items[1]);
  }
  for (const [key, { value }] of given.named) cells.set(key, value);
  return just({ kind: 'object', cells, open });
};

/** A module that is imported by a name in a string. */
export function imported({ thing }: Alternative): Value {
  return thing.kind === 'text' && /^[\w.]+$/.test(thing.text)
    ? just({ kind: 'external', path: thing.text })
    : unknown;
}

/** A class by the names of its fields, and the defaults of the last ones. */
export const namedTuple: Call = (_m, [name, names = []], given) => {
  const text = exactText(names);
  const fields =
    text?.split(/[\s,]+/).filter(Boolean) ?? (itemsOf(names) ?? []).map((it) => exactText(it) ?? '');
  const defaults = itemsOf(given.named.get('defaults')?.value ?? []) ?? [];
  const first = fields.length - defaults.length;
  const cells: Cells = new Map(defaults.map((value, index) => [fields[first + index] ?? '', value]));
  return just({ kind: 'class', name: exactText(name) ?? '', cells, bases: [], fields, instances: [] });
};

/** Dataclasses hold one another no deeper than this. */
const deepest = 4;

/** A dataclass as a dict, with the dataclasses in it as dicts too. */
export function asDict(value: Value, depth: number): Value {
  return branchless(value, (it) => {
    if (it.thing.kind !== 'instance') return depth === 0 ? unknown : [it];
    return attributesOf(it.thing).map((made) => {
      if (made.thing.kind !== 'object' || depth >= deepest) return made;
      const cells = new Map([...made.thing.cells].map(([key, inner]) => [key, asDict(inner, depth + 1)]));
      return { ...made, thing: { ...made.thing, cells } };
    });
  });
}

/** A copy of a dataclass with some fields changed. */
export const replaced: Call = (_m, [value = unknown], given) =>
  branchless(value, (it) => {
    if (it.thing.kind !== 'instance') return unknown;
    const cells: Cells = new Map(it.thing.cells);
    for (const [name, field] of given.named) cells.set(name, field.value);
    return just({ ...it.thing, cells });
  });
