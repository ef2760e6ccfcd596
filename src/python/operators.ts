// Operators: arithmetic on strings, numbers and paths, comparisons, and the choices of `or` and `and`.

import { lookups } from './access.ts';
import { tupleOf } from './collections.ts';
import { combine } from './combine.ts';
import { evaluate } from './evaluate.ts';
import { concatenate, percentFormat, withoutNone } from './formatting.ts';
import { type Machine, textOf } from './machine.ts';
import { joinPath } from './paths.ts';
import { keyName, type Thing } from './things.ts';
import type { Node } from './tree.ts';
import { truthOf } from './truth.ts';
import { union } from './union.ts';
import { hole, isUnknown, just, only, softened, textValue, unknown, type Value } from './value.ts';

export function binary(m: Machine, node: Node): Value {
  const [left, operator, ...rest] = node.children.filter((it) => it.type !== 'Comment');
  const right = rest.at(-1);
  const negated = rest.length > 1 && rest[0]?.type === 'not';
  const a = left ? evaluate(m, left) : unknown;
  const b = right ? evaluate(m, right) : unknown;
  switch (operator?.type) {
    case 'or':
      return orElse(a, b);
    case 'and':
      return truthOf(a) === false ? a : b;
    case 'ArithOp':
    case 'BitOp':
      return arithmetic(m, textOf(m, operator), a, b);
    case 'CompareOp':
      return combine([a, b], ([x, y]) => compared(textOf(m, operator), x?.thing, y?.thing));
    case 'in':
      return combine([a, b], ([x, y]) => truthValue(isIn(x?.thing, y?.thing)));
    case 'not':
      return combine([a, b], ([x, y]) => truthValue(not(isIn(x?.thing, y?.thing))));
    case 'is':
      return combine([a, b], ([x, y]) => {
        const same = isSame(x?.thing, y?.thing);
        return truthValue(negated ? not(same) : same);
      });
    default:
      return unknown;
  }
}

/** `a or b`: an unknown left side is what may override the default on the right. */
function orElse(a: Value, b: Value): Value {
  if (isUnknown(a)) return softened(b);
  const firm = a.map((it) => ({ ...it, soft: false }));
  const truths = firm.map((it) => truthOf([it]));
  if (truths.every((truth) => truth === true)) return a;
  return union([a.filter((_, index) => truths[index] !== false), b]);
}

/** `a == b`. */
export function equality(a: Value, b: Value): Value {
  return combine([a, b], ([x, y]) => compared('==', x?.thing, y?.thing));
}

export function arithmetic(m: Machine, operator: string, a: Value, b: Value): Value {
  return combine([withoutNone(a), withoutNone(b)], ([x, y]) => {
    if (!x || !y) return unknown;
    const [p, q] = [x.thing, y.thing];
    if (operator === '%' && p.kind === 'text') return percentFormat(x, [y], lookups(m));
    if (operator === '/' && ((p.kind === 'text' && p.path) || (q.kind === 'text' && q.path)))
      return joinPath([[x], [y]], true);
    if (operator === '+') {
      const [s, t] = [tupleOf(p), tupleOf(q)];
      if (s && t) return just({ kind: 'tuple', items: [...s.items, ...t.items], open: s.open || t.open });
      if (p.kind === 'text' || q.kind === 'text')
        return concatenate([p.kind === 'text' ? p.text : hole, q.kind === 'text' ? q.text : hole]);
    }
    if (operator === '|' && p.kind === 'object' && q.kind === 'object')
      return just({ kind: 'object', cells: new Map([...p.cells, ...q.cells]), open: p.open || q.open });
    if (p.kind === 'number' && q.kind === 'number')
      return calculate(operator, p.value, q.value, p.float || q.float);
    if (operator === '*' && p.kind === 'text' && q.kind === 'number')
      return textValue(
        q.value * p.text.length > 1000 ? hole : p.text.repeat(Math.max(0, Math.trunc(q.value))),
      );
    return unknown;
  });
}

function calculate(operator: string, a: number, b: number, float: boolean): Value {
  const value =
    operator === '+'
      ? a + b
      : operator === '-'
        ? a - b
        : operator === '*'
          ? a * b
          : operator === '/'
            ? a / b
            : operator === '//'
              ? Math.floor(a / b)
              : operator === '%'
                ? a - b * Math.floor(a / b)
                : operator === '**'
                  ? a ** b
                  : Number.NaN;
  if (!Number.isFinite(value) || (!float && operator !== '/' && !Number.isSafeInteger(value))) return unknown;
  return just({ kind: 'number', value, float: float || operator === '/' });
}

function compared(operator: string, a: Thing | undefined, b: Thing | undefined): Value {
  const [x, y] = [comparable(a), comparable(b)];
  if (x === undefined || y === undefined || !/^[!=]=$/.test(operator)) return unknown;
  return just({ kind: 'constant', value: (x === y) === (operator === '==') });
}

function comparable(thing: Thing | undefined): string | undefined {
  if (thing?.kind === 'text') return thing.text.includes(hole) || thing.path ? undefined : `"${thing.text}`;
  if (thing?.kind === 'number' || thing?.kind === 'constant') return String(thing.value);
  return undefined;
}

function truthValue(truth: boolean | undefined): Value {
  return truth === undefined ? unknown : just({ kind: 'constant', value: truth });
}

function not(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}

/** `a in b` for what can be compared; undefined when it is not certain. */
function isIn(a: Thing | undefined, b: Thing | undefined): boolean | undefined {
  const wanted = comparable(a);
  if (wanted === undefined || !b) return undefined;
  if (b.kind === 'text')
    return a?.kind === 'text' && !b.text.includes(hole) ? b.text.includes(a.text) : undefined;
  if (b.kind === 'object') {
    const key = a && keyName(a);
    if (key === undefined) return undefined;
    return b.cells.has(key) ? true : b.open ? undefined : false;
  }
  const tuple = b.kind === 'list' ? only(b.cells.get('items') ?? []) : b;
  if (tuple?.kind !== 'tuple') return undefined;
  const items = tuple.items.map((item) => comparable(only(item)));
  if (items.includes(wanted)) return true;
  return tuple.open || items.includes(undefined) ? undefined : false;
}

/** `a is b` where one of them is None; undefined when it is not certain. */
function isSame(a: Thing | undefined, b: Thing | undefined): boolean | undefined {
  const [x, y] = [a, b].map((thing) => {
    if (thing?.kind === 'constant') return thing.value === null;
    return thing === undefined || thing.kind === 'unknown' || thing.kind === 'external' ? undefined : false;
  });
  if (x === undefined || y === undefined) return undefined;
  return x || y ? x === y : undefined;
}

export function unary(m: Machine, node: Node): Value {
  const [operator, operand] = node.children.filter((it) => it.type !== 'Comment');
  const value = operand ? evaluate(m, operand) : unknown;
  if (operator?.type === 'not') {
    const truth = truthOf(value);
    return truth === undefined ? unknown : just({ kind: 'constant', value: !truth });
  }
  if (!operator || textOf(m, operator) !== '-') return unknown;
  return combine([value], ([it]) =>
    it?.thing.kind === 'number' ? just({ ...it.thing, value: -it.thing.value }) : unknown,
  );
}
