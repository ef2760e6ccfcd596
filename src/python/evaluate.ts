// Evaluates Python expressions to what can be known of them without running anything.

import { attribute, item, slice } from './access.ts';
import { assign } from './assign.ts';
import { evaluateCall } from './call.ts';
import { comprehension } from './comprehension.ts';
import { lambda } from './define.ts';
import { dictionary, sequence } from './displays.ts';
import { concatenate } from './formatting.ts';
import { readNumber } from './literals.ts';
import { deepest, type Machine, textOf } from './machine.ts';
import { lookup } from './names.ts';
import { binary, unary } from './operators.ts';
import { formatParts, stringLiteral } from './strings.ts';
import { type Node, operands } from './tree.ts';
import { truthOf } from './truth.ts';
import { chosen } from './union.ts';
import { just, unknown, type Value } from './value.ts';

/** The value of an expression; `unknown` for anything that is not understood, whose parts are evaluated all the same. */
export function evaluate(m: Machine, node: Node): Value {
  m.steps++;
  if (m.nesting > deepest) return unknown;
  m.nesting++;
  try {
    return evaluateNode(m, node);
  } finally {
    m.nesting--;
  }
}

function evaluateNode(m: Machine, node: Node): Value {
  switch (node.type) {
    case 'String':
      return stringLiteral(m, node);
    case 'FormatString':
      return concatenate(formatParts(m, node));
    case 'ContinuedString':
      return concatenate(node.children.map((child) => evaluate(m, child)));
    case 'Number': {
      const number = readNumber(textOf(m, node));
      return number ? just({ kind: 'number', ...number }) : unknown;
    }
    case 'Boolean':
      return just({ kind: 'constant', value: textOf(m, node) === 'True' });
    case 'None':
      return just({ kind: 'constant', value: null });
    case 'VariableName':
      return lookup(m, textOf(m, node));
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
      return lastOf(m, node);
    case 'MemberExpression':
      return member(m, node);
    case 'CallExpression':
      return evaluateCall(m, node);
    case 'BinaryExpression':
      return binary(m, node);
    case 'UnaryExpression':
      return unary(m, node);
    case 'ConditionalExpression': {
      const [yes, condition, no] = operands(node).filter((it) => it.type !== 'if' && it.type !== 'else');
      const truth = condition ? truthOf(evaluate(m, condition)) : undefined;
      const sides = [yes, no].map((it) => (it ? evaluate(m, it) : unknown));
      // A bare flag is a switch that people flip: both sides, even where the flag is a constant in view.
      const flag = condition?.type === 'VariableName' || condition?.type === 'MemberExpression';
      if (truth !== undefined && !flag) return sides[truth ? 0 : 1] ?? unknown;
      return chosen(m.trail.choice(), sides);
    }
    case 'NamedExpression': {
      const [name, value] = operands(node).filter((it) => it.type !== 'AssignOp');
      const result = value ? evaluate(m, value) : unknown;
      if (name) assign(m, [name], result, node);
      return result;
    }
    case 'TupleExpression':
      return just(sequence(m, node.children));
    case 'ArrayExpression':
    case 'SetExpression':
      return just({ kind: 'list', cells: new Map([['items', just(sequence(m, node.children))]]) });
    case 'DictionaryExpression':
      return dictionary(m, node);
    case 'ComprehensionExpression':
    case 'ArrayComprehensionExpression':
    case 'SetComprehensionExpression':
    case 'DictionaryComprehensionExpression':
      return comprehension(m, node);
    case 'LambdaExpression':
      return lambda(m, node);
    case 'YieldExpression':
      m.frame.yields.push(lastOf(m, node));
      return unknown;
    default:
      for (const child of node.children) evaluate(m, child);
      return unknown;
  }
}

/** Evaluates all operands for their effects; the value is the last one's. */
function lastOf(m: Machine, node: Node): Value {
  let value: Value = unknown;
  for (const child of operands(node))
    if (!/^(?:await|yield|from)$/.test(child.type)) value = evaluate(m, child);
  return value;
}

function member(m: Machine, node: Node): Value {
  const [object, ...rest] = node.children;
  const value = object ? evaluate(m, object) : unknown;
  const name = rest.find((it) => it.type === 'PropertyName');
  if (name) return attribute(m, value, textOf(m, name));
  const keys = rest.filter((it) => !['[', ']', ',', 'Comment'].includes(it.type));
  const colons = keys.flatMap((it, index) => (it.type === ':' ? [index] : []));
  if (colons.length > 0) {
    const bound = (from: number, to: number | undefined) => {
      const at = keys.slice(from, to).find((it) => it.type !== ':');
      return at ? evaluate(m, at) : undefined;
    };
    const [first = 0, second] = colons;
    return slice(
      value,
      bound(0, first),
      bound(first + 1, second),
      second === undefined ? undefined : bound(second + 1, undefined),
    );
  }
  const [key] = keys;
  if (!key) return unknown;
  if (keys.length === 1) return item(m, value, evaluate(m, key));
  for (const it of keys) evaluate(m, it);
  return unknown;
}
