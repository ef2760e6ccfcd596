// Operators: arithmetic on strings, numbers and paths, comparisons, and the choices of `or` and `and`.

import { lookups } from './access.ts';
import { tupleOf } from './collections.ts';
import { combine } from './combine.ts';
import { evaluate } from './evaluate.ts';
import { concatenate, percentFormat, withoutNone } from './formatting.ts';
import { type Machine, textOf } from './machine.ts';
import { joinPath } from './paths.ts';
import type { Thing } from './things.ts';
import type { Node } from './tree.ts';
import { truthOf } from './truth.ts';
import { union } from './union.ts';
import { hole, isUnknown, just, softened, textValue, unknown, type Value } from './value.ts';

export function binary(m: Machine, node: Node): Value {
  const [left, operator, ...rest] = node.children.filter((it) => it.type !== 'Comment');
  const right = rest.at(-1);
  const a = left ? evaluate(m, left) : unknown;
  const b = right ? evaluate(m, right) : unknown;
  switch (operator?.type) {
    case 'or':
      return orElse(a, b);
    case 'and':
      return truthOf(a) === false ? a : b;
    case 'ArithOp':
      return arithmetic(m, textOf(m, operator), a, b);
    case 'CompareOp':
      return combine([a, b], ([x, y]) => compared(textOf(m, operator), x?.thing, y?.thing));
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
