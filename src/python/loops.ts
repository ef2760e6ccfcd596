// Loops: over known items one by one, else until the state no longer changes or is given up as unknown.

import { assign } from './assign.ts';
import { elementOf, itemsOf } from './collections.ts';
import { evaluate } from './evaluate.ts';
import { executeBlock } from './execute.ts';
import { isTired, type Loop, type Machine, textOf, unreached, within } from './machine.ts';
import { lookup } from './names.ts';
import type { Node } from './tree.ts';
import { truthOf } from './truth.ts';
import { most, unknown, type Value } from './value.ts';

export function forLoop(m: Machine, node: Node): boolean {
  const parts = node.children.filter((it) => it.type !== 'Comment' && it.type !== 'async');
  const at = parts.findIndex((it) => it.type === 'in');
  const bodyAt = parts.findIndex((it) => it.type === 'Body');
  const targets = parts.slice(1, at);
  const sources = parts.slice(at + 1, bodyAt).filter((it) => it.type !== ',');
  const values = sources.map((it) => evaluate(m, it));
  const [value = unknown] = values;
  const items = sources.length > 1 ? values : itemsOf(value);
  const body = parts[bodyAt];
  const header: Node = { type: 'For', from: node.from, to: body?.from ?? node.to, children: [] };
  const orElse = elseOf(parts);
  if (items && items.length <= most && !isTired(m))
    return unroll(m, items, (item) => assign(m, targets, item, header), body, orElse);
  return repeat(m, body, () => assign(m, targets, elementOf(value), header), true, orElse);
}

export function whileLoop(m: Machine, node: Node): boolean {
  const parts = node.children.filter((it) => it.type !== 'Comment');
  const [, condition] = parts;
  const body = parts.find((it) => it.type === 'Body');
  const test = () => (condition ? evaluate(m, condition) : unknown);
  if (truthOf(test()) === false) {
    unreached(m, () => executeBlock(m, body));
    return executeBlock(m, elseOf(parts));
  }
  // `while True` ends only by a jump.
  const ends = condition?.type !== 'Boolean';
  return repeat(m, body, test, ends, elseOf(parts));
}

function elseOf(parts: readonly Node[]): Node | undefined {
  const at = parts.findIndex((it) => it.type === 'else');
  return at < 0 ? undefined : parts[at + 1];
}

/** One pass for each item, each from the state that the last one left. */
function unroll(
  m: Machine,
  items: readonly Value[],
  take: (item: Value) => void,
  body: Node | undefined,
  orElse: Node | undefined,
): boolean {
  const loop: Loop = { mark: m.trail.mark(), breaks: [], continues: [] };
  let goesOn = true;
  within(m, { loop }, () => {
    for (const item of items) {
      take(item);
      goesOn = pass(m, loop, body);
      if (!goesOn) break;
    }
  });
  if (items.length === 0) unreached(m, () => executeBlock(m, body));
  return leave(m, loop, goesOn, orElse);
}

/** Any number of passes: what changes from pass to pass is tried twice, then given up as unknown. */
function repeat(
  m: Machine,
  body: Node | undefined,
  take: () => unknown,
  ends: boolean,
  orElse: Node | undefined,
): boolean {
  const mark = m.trail.mark();
  const loop: Loop = { mark, breaks: [], continues: [] };
  forgetCounters(m, body);
  within(m, { loop }, () => {
    for (let round = 0; ; round++) {
      const before = m.trail.capture(mark);
      take();
      const goesOn = pass(m, loop, body);
      const after = m.trail.capture(mark);
      m.trail.rollback(mark);
      const changed = goesOn ? m.trail.altered(before, after) : [];
      m.trail.join(goesOn ? [before, after] : [before]);
      if (changed.length === 0 || round >= 2 || (round > 0 && isTired(m))) break;
      if (round === 1 || isTired(m)) for (const { cells, key } of changed) m.trail.set(cells, key, unknown);
    }
  });
  return leave(m, loop, ends, orElse);
}

/** Runs the body once; the state after it is that of its end or of any `continue`. */
function pass(m: Machine, loop: Loop, body: Node | undefined): boolean {
  loop.continues = [];
  const completes = executeBlock(m, body);
  if (loop.continues.length === 0) return completes;
  const ends = completes ? [m.trail.capture(loop.mark), ...loop.continues] : loop.continues;
  m.trail.rollback(loop.mark);
  m.trail.join(ends);
  return true;
}

/** The state behind the loop: that of its end and `else`, or of any `break`. False when there is neither. */
function leave(m: Machine, loop: Loop, ends: boolean, orElse: Node | undefined): boolean {
  if (!ends) unreached(m, () => executeBlock(m, orElse));
  const completes = ends && executeBlock(m, orElse);
  if (loop.breaks.length === 0) return completes;
  const states = completes ? [m.trail.capture(loop.mark), ...loop.breaks] : loop.breaks;
  m.trail.rollback(loop.mark);
  m.trail.join(states);
  return true;
}

/** `step += 1` within: its value is unknown from the first pass on, which saves passes. */
function forgetCounters(m: Machine, body: Node | undefined): void {
  const stack = [...(body?.children ?? [])];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (/^(?:FunctionDefinition|ClassDefinition|LambdaExpression)$/.test(node.type)) continue;
    if (node.type === 'UpdateStatement') {
      const [target] = node.children;
      if (target?.type === 'VariableName' && lookup(m, textOf(m, target)).length > 0)
        assign(m, [target], unknown, node);
    } else if (/Statement$|Body|Group/.test(node.type)) stack.push(...node.children);
  }
}
