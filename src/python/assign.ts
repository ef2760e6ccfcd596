// Assigns values to names, attributes, items and unpacked targets.

import { attribute, item } from './access.ts';
import { elementOf, itemsOf, tupleOf, tupleValue } from './collections.ts';
import { branchless } from './each.ts';
import { evaluate } from './evaluate.ts';
import { type Machine, textOf } from './machine.ts';
import { bind, lookup } from './names.ts';
import { arithmetic } from './operators.ts';
import { keyName } from './things.ts';
import { type Node, operands } from './tree.ts';
import { union } from './union.ts';
import { just, only, unknown, type Value, withStep } from './value.ts';

const longestStep = 120;

/** Assigns to a target list (several nodes unpack); `statement` is what the derivation shows. */
export function assign(m: Machine, targets: readonly Node[], value: Value, statement: Node): void {
  const nodes = targets.filter((it) => it.type !== ',' && it.type !== 'Comment');
  const [first] = nodes;
  if (!first) return;
  const stepped = withStep(value, () => stepOf(m, statement));
  if (targets.length > 1 || first.type === 'TupleExpression' || first.type === 'ArrayExpression')
    unpack(m, targets.length > 1 ? nodes : members(first), stepped, statement);
  else assignOne(m, first, stepped);
}

export function stepOf(m: Machine, node: Node) {
  const [line = ''] = textOf(m, node).split('\n');
  const text = line.length > longestStep ? `${line.slice(0, longestStep - 1)}…` : line.trimEnd();
  return { text, at: m.source.place(node.from, node.to) };
}

/** The targets within a tuple or list display, stars included. */
function members(node: Node): readonly Node[] {
  return node.children.filter((it) => !['(', ')', '[', ']', ',', 'Comment'].includes(it.type));
}

function unpack(m: Machine, nodes: readonly Node[], value: Value, statement: Node): void {
  const star = nodes.findIndex((it) => it.type === '*');
  const targets = nodes.filter((it) => it.type !== '*');
  targets.forEach((target, index) => {
    if (star >= 0 && index === star) {
      const items = itemsOf(value);
      const end = items && items.length - (targets.length - 1 - index);
      assign(m, [target], items ? tupleValue(items.slice(index, end)) : unknown, statement);
      return;
    }
    const at = star >= 0 && index > star ? index - targets.length : index;
    const part = branchless(value, (it) =>
      tupleOf(it.thing) || it.thing.kind === 'external'
        ? item(m, [it], just({ kind: 'number', value: at, float: false }))
        : unknown,
    );
    assign(m, [target], part, statement);
  });
}

function assignOne(m: Machine, target: Node, value: Value): void {
  if (target.type === 'VariableName') {
    bind(m, textOf(m, target), value);
    return;
  }
  if (target.type === 'ParenthesizedExpression') {
    const [inner] = operands(target);
    if (inner) assignOne(m, inner, value);
    return;
  }
  if (target.type !== 'MemberExpression') {
    evaluate(m, target);
    return;
  }
  const [object, ...rest] = target.children;
  const owner = object ? evaluate(m, object) : unknown;
  const property = rest.find((it) => it.type === 'PropertyName');
  const [index] = rest.filter((it) => !['[', ']', ',', '.', 'Comment'].includes(it.type));
  const key = property
    ? textOf(m, property)
    : index && keyName(only(evaluate(m, index)) ?? { kind: 'unknown' });
  for (const { thing } of owner) {
    if (!('cells' in thing) || thing.kind === 'parser') continue;
    const { cells } = thing;
    // One of several owners, or a key that is not known: what was there may still be there.
    if (thing.kind === 'list')
      m.trail.set(
        cells,
        'items',
        just({ kind: 'tuple', items: [union([elementOf(owner), value])], open: true }),
      );
    else if (key !== undefined)
      m.trail.set(cells, key, owner.length === 1 ? value : union([cells.get(key) ?? [], value]));
    else for (const [at, before] of [...cells]) m.trail.set(cells, at, union([before, value]));
  }
}

/** `target += value` and its kin. */
export function update(m: Machine, target: Node, operator: string, value: Value, statement: Node): void {
  const before =
    target.type === 'VariableName'
      ? lookup(m, textOf(m, target))
      : target.type === 'MemberExpression'
        ? readMember(m, target)
        : unknown;
  assign(m, [target], arithmetic(m, operator.replace(/=$/, ''), before, value), statement);
}

function readMember(m: Machine, target: Node): Value {
  const property = target.children.find((it) => it.type === 'PropertyName');
  const [object] = target.children;
  return property && object ? attribute(m, evaluate(m, object), textOf(m, property)) : evaluate(m, target);
}
