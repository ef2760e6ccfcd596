// The methods of lists and dicts, and what iterating over a value gives.

import { item } from './access.ts';
import { type Arguments, argumentValue } from './arguments.ts';
import type { Machine } from './machine.ts';
import { keyName, type Mapping, type Thing, type Tuple } from './things.ts';
import type { Cells } from './trail.ts';
import { union } from './union.ts';
import {
  type Alternative,
  exactText,
  just,
  none,
  only,
  softened,
  textValue,
  unknown,
  type Value,
} from './value.ts';

export function tupleValue(items: readonly Value[], open = false): Value {
  return just({ kind: 'tuple', items, open });
}

/** The tuple within a tuple, list or set; undefined for anything else. */
export function tupleOf(thing: Thing | undefined): Tuple | undefined {
  const inner = thing?.kind === 'list' ? only(thing.cells.get('items') ?? []) : thing;
  return inner?.kind === 'tuple' ? inner : undefined;
}

/** All items in order; undefined unless every one of them is known. */
export function itemsOf(value: Value): readonly Value[] | undefined {
  const thing = only(value);
  if (thing?.kind === 'object') return thing.open ? undefined : [...thing.cells.keys()].map(keyValue);
  if (thing?.kind === 'class' && thing.fields.length === 0 && thing.bases.length > 0)
    return [...thing.cells.values()].filter((it) => it.every(({ thing: { kind } }) => kind === 'text'));
  const tuple = tupleOf(thing);
  return tuple && !tuple.open ? tuple.items : undefined;
}

/** What one item may be, when not all are known. */
export function elementOf(value: Value): Value {
  const elements = value.map(({ thing }): Value => {
    const tuple = tupleOf(thing);
    if (tuple) return union([...tuple.items, ...(tuple.open ? [unknown] : [])]);
    if (thing.kind === 'object')
      return union([...[...thing.cells.keys()].map(keyValue), ...(thing.open ? [unknown] : [])]);
    if (thing.kind === 'generator') return thing.yields;
    if (thing.kind === 'external') return just({ kind: 'external', path: `${thing.path}[]` });
    return unknown;
  });
  return elements.length === 0 ? unknown : union(elements);
}

function keyValue(key: string): Value {
  return /^#-?\d+$/.test(key)
    ? just({ kind: 'number', value: Number(key.slice(1)), float: false })
    : textValue(key);
}

export const methodOfMapping = new Set(
  'get items keys values update setdefault pop copy as_dict to_dict dict model_dump toDict'.split(' '),
);
const methodOfList = new Set('append extend insert pop copy remove sort reverse clear add update'.split(' '));

export function mappingMethod(m: Machine, it: Alternative, name: string, given: Arguments): Value {
  const { thing } = it;
  if (thing.kind !== 'object') return unknown;
  const [key = unknown, fallback] = given.positional.map((at) => at.value);
  switch (name) {
    case 'pop': {
      const value = getOr(m, it, thing, key, fallback ?? none);
      const at = keyName(only(key) ?? { kind: 'unknown' });
      if (at !== undefined) m.trail.set(thing.cells, at, undefined);
      return value;
    }
    case 'get':
      return getOr(m, it, thing, key, fallback ?? given.named.get('default')?.value ?? none);
    case 'setdefault': {
      const at = keyName(only(key) ?? { kind: 'unknown' });
      if (at !== undefined && !thing.cells.has(at)) m.trail.set(thing.cells, at, softened(fallback ?? none));
      return getOr(m, it, thing, key, fallback ?? none);
    }
    case 'update': {
      for (const from of given.positional[0]?.value ?? [])
        if (from.thing.kind === 'object' || from.thing.kind === 'instance')
          for (const [at, value] of from.thing.cells) m.trail.set(thing.cells, at, value);
        else if (!thing.soft) blur(m, thing.cells, unknown);
      for (const [at, { value }] of given.named)
        if (at !== 'allow_val_change') m.trail.set(thing.cells, at, value);
      return none;
    }
    case 'items':
      return tupleValue(
        [...thing.cells].map(([at, value]) => tupleValue([keyValue(at), value])),
        thing.open,
      );
    case 'keys':
      return tupleValue([...thing.cells.keys()].map(keyValue), thing.open);
    case 'values':
      return tupleValue([...thing.cells.values()], thing.open);
    default:
      return name === 'copy' ? just({ ...thing, cells: new Map(thing.cells) }) : [it];
  }
}

/** Any of these may have become another value. */
export function blur(m: Machine, cells: Cells, by: Value): void {
  for (const [at, value] of [...cells]) m.trail.set(cells, at, union([value, by]));
}

/** `mapping.get(key, fallback)`: the fallback when the key is surely absent, and as a default when it may be. */
function getOr(m: Machine, it: Alternative, thing: Mapping, key: Value, fallback: Value): Value {
  const at = keyName(only(key) ?? { kind: 'unknown' });
  if (at === undefined) return union([item(m, [it], key), softened(fallback)]);
  const value = thing.cells.get(at);
  if (value) return thing.soft ? softened(value) : value;
  if (!thing.open) return fallback;
  const absent = only(fallback);
  return absent?.kind === 'constant' && absent.value === null ? unknown : softened(fallback);
}

export function listMethod(m: Machine, it: Alternative, name: string, given: Arguments): Value {
  const { thing } = it;
  const tuple = tupleOf(thing);
  if (!tuple) return unknown;
  const [first] = given.positional.map((at) => at.value);
  if (name === 'copy') return just({ kind: 'list', cells: new Map([['items', just(tuple)]]) });
  if (name === 'pop') return item(m, [it], first ?? just({ kind: 'number', value: -1, float: false }));
  if (thing.kind !== 'list' || !methodOfList.has(name)) return unknown;
  const change = (next: Tuple) => m.trail.set(thing.cells, 'items', just(next));
  if (name === 'append' || name === 'add')
    change({ ...tuple, items: [...tuple.items, argumentValue(given, ['x'], 'x') ?? unknown] });
  else if (name === 'extend' || name === 'update') {
    const more = first ? itemsOf(first) : undefined;
    change({
      ...tuple,
      items: [...tuple.items, ...(more ?? [elementOf(first ?? [])])],
      open: tuple.open || !more,
    });
  } else if (name === 'reverse') change({ ...tuple, items: [...tuple.items].reverse() });
  else if (name === 'sort' || name === 'remove') {
    const any = union(tuple.items);
    const texts = tuple.items.map((value) => exactText(value));
    const plain =
      name === 'sort' && given.named.size === 0 && !tuple.open && texts.every((text) => text !== undefined);
    const sorted = plain ? [...texts].sort((a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0)) : [];
    const moved = plain ? sorted.map((text = '') => textValue(text)) : tuple.items.map(() => any);
    change({ ...tuple, items: moved, open: tuple.open || name === 'remove' });
  } else if (name === 'clear') change({ ...tuple, items: [], open: false });
  else change({ ...tuple, open: true });
  return none;
}
