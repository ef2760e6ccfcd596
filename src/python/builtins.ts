// Python's own functions.

import { attribute } from './access.ts';
import { attributesOf } from './classes.ts';
import { blur, elementOf, itemsOf, tupleValue } from './collections.ts';
import { branchless } from './each.ts';
import { opened } from './files.ts';
import { formatted, represented, written } from './formatSpec.ts';
import { withoutNone } from './formatting.ts';
import type { Machine } from './machine.ts';
import { type Call, mapping } from './makers.ts';
import type { Instance } from './things.ts';
import { union } from './union.ts';
import { exactText, hole, just, none, only, softened, textValue, unknown, type Value } from './value.ts';

const asList: Call = (_m, [value]) => {
  const items = value ? itemsOf(value) : [];
  const tuple = items ? tupleValue(items) : tupleValue([elementOf(value ?? [])], true);
  return just({ kind: 'list', cells: new Map([['items', tuple]]) });
};

const asTuple: Call = (_m, [value]) => {
  const items = value ? itemsOf(value) : [];
  return items ? tupleValue(items) : tupleValue([elementOf(value ?? [])], true);
};

/** One of these attributes, or any when one of them is not known, may have been set. */
function blurInstance(m: Machine, instance: Instance, keys: readonly string[], to: Value): void {
  const attributes = attributesOf(instance)[0]?.thing;
  const cells = attributes?.kind === 'object' ? attributes.cells : instance.cells;
  const inherited = keys.some((key) => key.includes(hole))
    ? [...instance.cls.cells.keys(), ...cells.keys()]
    : keys;
  for (const key of new Set(inherited)) {
    const before = instance.cells.get(key) ?? instance.cls.cells.get(key);
    if (before?.some(({ thing }) => thing.kind === 'function')) continue;
    m.trail.set(instance.cells, key, before ? union([before, to]) : to);
  }
}

/** By the dotted path of each. */
export const builtins: Readonly<Record<string, Call>> = {
  'builtins.str': (_m, [value]) =>
    value ? branchless(withoutNone(value), (it) => textValue(written(it.thing))) : textValue(''),
  'builtins.repr': (_m, [value = unknown]) => branchless(value, (it) => textValue(represented(it.thing))),
  'builtins.format': (_m, [value = unknown, spec]) => {
    const by = spec ? (exactText(spec) ?? hole) : '';
    return branchless(value, (it) => textValue(formatted(it.thing, by)));
  },
  'builtins.int': (_m, [value = unknown]) =>
    branchless(value, ({ thing }) => {
      const number =
        thing.kind === 'number'
          ? Math.trunc(thing.value)
          : thing.kind === 'text' && /^\s*[+-]?\d+\s*$/.test(thing.text)
            ? Number(thing.text)
            : Number.NaN;
      return Number.isSafeInteger(number) ? just({ kind: 'number', value: number, float: false }) : unknown;
    }),
  'builtins.float': (_m, [value = unknown]) =>
    branchless(value, ({ thing }) => (thing.kind === 'number' ? just({ ...thing, float: true }) : unknown)),
  'builtins.len': (_m, [value = unknown]) => {
    const items = itemsOf(value);
    const text = exactText(value);
    const length = items?.length ?? (text === undefined ? undefined : [...text].length);
    return length === undefined ? unknown : just({ kind: 'number', value: length, float: false });
  },
  'builtins.list': asList,
  'builtins.set': asList,
  'builtins.frozenset': asList,
  'builtins.tuple': asTuple,
  'builtins.iter': (_m, [value = unknown]) => value,
  'builtins.sorted': (_m, [value = unknown], given) => {
    const texts = itemsOf(value)?.map((it) => exactText(it));
    if (given.named.size > 0 || !texts?.every((it) => it !== undefined))
      return tupleValue([elementOf(value)], true);
    return tupleValue([...texts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map((it) => textValue(it)));
  },
  'builtins.reversed': (_m, [value = unknown]) => {
    const items = itemsOf(value);
    return items ? tupleValue([...items].reverse()) : tupleValue([elementOf(value)], true);
  },
  'builtins.next': (_m, [value = unknown]) => itemsOf(value)?.[0] ?? elementOf(value),
  'builtins.dict': mapping,
  'builtins.zip': (_m, values) => {
    const lists = values.map((value) => itemsOf(value));
    if (!lists.every((it) => it !== undefined)) return tupleValue([tupleValue(values.map(elementOf))], true);
    const length = Math.min(...lists.map((it) => it.length));
    return tupleValue(
      Array.from({ length: lists.length > 0 ? length : 0 }, (_, i) =>
        tupleValue(lists.map((it) => it[i] ?? unknown)),
      ),
    );
  },
  'builtins.enumerate': (_m, [value = unknown, start], given) => {
    const from = only(
      start ?? given.named.get('start')?.value ?? just({ kind: 'number', value: 0, float: false }),
    );
    const items = itemsOf(value);
    if (!items || from?.kind !== 'number') return tupleValue([tupleValue([unknown, elementOf(value)])], true);
    return tupleValue(items.map((it, i) => tupleValue([just({ ...from, value: from.value + i }), it])));
  },
  'builtins.range': (_m, values) => {
    const bounds = values
      .map((value) => only(value))
      .map((it) => (it?.kind === 'number' ? it.value : undefined));
    if (bounds.length === 0 || !bounds.every((it) => it !== undefined)) return tupleValue([], true);
    const [from = 0, to = 0, step = 1] = bounds.length === 1 ? [0, bounds[0]] : bounds;
    const count = step === 0 ? 0 : Math.max(0, Math.ceil((to - from) / step));
    if (count > 64) return tupleValue([unknown], true);
    return tupleValue(
      Array.from({ length: count }, (_, i) => just({ kind: 'number', value: from + i * step, float: false })),
    );
  },
  'builtins.getattr': (m, [value = unknown, name, fallback]) => {
    const key = name && exactText(name);
    if (key === undefined) return unknown;
    const found = attribute(m, value, key);
    return fallback && found.every((it) => it.thing.kind === 'unknown') ? softened(fallback) : found;
  },
  'builtins.setattr': (m, [value = unknown, name, to = unknown]) => {
    const keys = (name ?? unknown).map(({ thing }) => (thing.kind === 'text' ? thing.text : hole));
    for (const { thing } of value) {
      if (thing.kind !== 'object' && thing.kind !== 'instance' && thing.kind !== 'class') continue;
      const [only] = keys;
      if (keys.length === 1 && only !== undefined && !only.includes(hole)) m.trail.set(thing.cells, only, to);
      else if (thing.kind === 'instance') blurInstance(m, thing, keys, to);
      else blur(m, thing.cells, to);
    }
    return none;
  },
  'builtins.vars': (_m, [value = unknown]) =>
    branchless(value, (it) =>
      it.thing.kind === 'instance'
        ? it.thing.cells.size > 0
          ? just({ kind: 'object', cells: it.thing.cells, open: false })
          : attributesOf(it.thing)
        : it.thing.kind === 'object'
          ? [it]
          : unknown,
    ),
  'builtins.open': (_m, [value = unknown], given) => opened(given.named.get('file')?.value ?? value),
};
