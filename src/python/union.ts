// Joins values: all their alternatives, equal ones once, too many as a pattern.

import type { Thing } from './things.ts';
import { type Alternative, hole, mergeSteps, most, textValue, unknown, type Value } from './value.ts';

export function tagOf(choice: number, option: number): number {
  return choice * 64 + option;
}

/** All alternatives of all values, equal ones once; too many are widened to a pattern. */
export function union(values: readonly Value[]): Value {
  const filled = values.filter((value) => value.length > 0);
  const [first] = filled;
  if (!first) return [];
  if (filled.every((value) => value === first)) return first;
  const merged = new Map<unknown, Alternative>();
  for (const alternative of filled.flat()) {
    const key = keyOf(alternative.thing);
    const known = merged.get(key);
    merged.set(key, known ? either(known, alternative) : alternative);
  }
  const all = forgetThings([...merged.values()]);
  return all.length > most ? widen(all) : all;
}

/** Functions and objects are followed one by one: more than a few of them are one unknown. */
const mostThings = 8;
const names = new Set<Thing['kind']>(['text', 'number', 'constant', 'unknown', 'artifact', 'tuple']);

function forgetThings(all: readonly Alternative[]): readonly Alternative[] {
  const things = all.length > mostThings ? all.filter(({ thing }) => !names.has(thing.kind)) : [];
  if (things.length <= mostThings) return all;
  for (const { thing } of things) if (thing.kind === 'function') thing.state.missed = true;
  return [...all.filter(({ thing }) => names.has(thing.kind) && thing.kind !== 'unknown'), ...unknown];
}

/** The union of the options of one choice, each tagged with its option. */
export function chosen(choice: number, values: readonly Value[]): Value {
  const [first] = values;
  if (!first || values.every((value) => value === first)) return first ?? [];
  // What is not known needs no telling apart.
  if (values.every((value) => value.every((it) => it.thing.kind === 'unknown'))) return unknown;
  return union(values.map((value, option) => value.map((it) => tagged(it, tagOf(choice, option % 64)))));
}

function tagged(alternative: Alternative, tag: number): Alternative {
  return { ...alternative, tags: [...alternative.tags, tag].slice(-8) };
}

/** The same thing known in two ways: it holds where either did. */
function either(a: Alternative, b: Alternative): Alternative {
  if (a === b) return a;
  const { literal, ...rest } = a;
  const same = literal && JSON.stringify(literal) === JSON.stringify(b.literal);
  return {
    ...rest,
    tags: a.tags.filter((tag) => b.tags.includes(tag)),
    steps: mergeSteps(a.steps, b.steps),
    soft: a.soft && b.soft,
    ...(same && { literal }),
  };
}

/** Tuples within tuples are compared to this depth: values that grow in a loop would be compared for ever. */
const deepest = 2;

/** Texts and numbers are equal by content, tuples by their items, all else by identity. */
export function keyOf(thing: Thing, depth = 0): unknown {
  switch (thing.kind) {
    case 'text':
      return thing.path ? `path ${thing.text}` : `text ${thing.text}`;
    case 'number':
      return `number ${thing.value} ${thing.float}`;
    case 'constant':
      return `constant ${thing.value}`;
    case 'unknown':
      return 'unknown';
    case 'external':
      return `external ${thing.path}`;
    case 'tuple': {
      if (depth > deepest) return thing;
      const keys = thing.items.map((item) => item.map((it) => keyOf(it.thing, depth + 1)));
      return keys.flat().every((key) => typeof key === 'string')
        ? `tuple ${thing.open} ${JSON.stringify(keys)}`
        : thing;
    }
    case 'file':
      return `file ${thing.path}`;
    case 'list':
    case 'object':
    case 'instance':
    case 'module':
      return thing.cells;
    default:
      return thing;
  }
}

/** One pattern for many texts: their common start and end around a hole. */
function widen(all: readonly Alternative[]): Value {
  const texts = all.flatMap(({ thing }) => (thing.kind === 'text' ? [thing.text] : []));
  const [first = ''] = texts;
  const others = all.filter(({ thing }) => thing.kind !== 'text').slice(0, most);
  if (texts.length === 0) return [...others, ...unknown];
  const start = texts.reduce((common, text) => sharedStart(common, text), first);
  const rests = texts.map((text) => [...text.slice(start.length)].reverse().join(''));
  const end = rests.reduce((common, text) => sharedStart(common, text), rests[0] ?? '');
  const text = `${start}${hole}${[...end].reverse().join('')}`;
  return [...textValue(text).map((it) => ({ ...it, steps: all[0]?.steps ?? [] })), ...others];
}

function sharedStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}
