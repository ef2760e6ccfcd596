// Follows a call into a function of the program, or looks at a function that nothing in view calls.

import { annotated } from './annotations.ts';
import type { Arguments } from './arguments.ts';
import { stepOf } from './assign.ts';
import { evaluate } from './evaluate.ts';
import { executeBlock } from './execute.ts';
import { type Frame, type Machine, newFrame, within } from './machine.ts';
import { abroad, mayFollow } from './modules.ts';
import { type Parameter, parametersOf } from './parameters.ts';
import type { FunctionThing } from './things.ts';
import { childOf } from './tree.ts';
import { chosen, union } from './union.ts';
import { just, softened, unknown, type Value, withStep } from './value.ts';

/** Calls nest deeper, and one function is called from more places, only past what is worth following. */
const deepestCall = 12;
const mostCalls = 40;

/** The value that the call returns; what the function does to variables and objects is done. */
export function invoke(m: Machine, fn: FunctionThing, given: Arguments): Value {
  const { state } = fn;
  if (!mayFollow(m, fn.source.path) || m.depth >= deepestCall || state.running || state.calls >= mostCalls) {
    // A recursive call passes what the outer one made of its arguments.
    if (!state.running || m.depth < deepestCall) state.missed = true;
    return state.last.length > 0 ? union([state.last, unknown]) : unknown;
  }
  if (m.muted === 0) state.calls++;
  // A command of click takes its parameters from the command line, whatever it is called with.
  if (fn.extra.size > 0) return inspect(m, fn, new Map());
  const parameters = parametersOf(fn.source, childOf(fn.node, 'ParamList'));
  const bound = bindParameters(m, fn, parameters, given);
  const plain = parameters.every((it) => !it.default || bound.get(it.name) === state.defaults.get(it.name));
  if (plain) state.plain = true;
  for (const [name, value] of bound) state.bound.set(name, union([state.bound.get(name) ?? [], value]));
  return run(m, fn, bound);
}

/** Looks at a function by itself: its parameters are `known` ones, else their defaults or annotations, else unknown. */
export function inspect(
  m: Machine,
  fn: FunctionThing,
  known: ReadonlyMap<string, Value>,
  blind = false,
): Value {
  const parameters = parametersOf(fn.source, childOf(fn.node, 'ParamList'));
  const values = parameters.map((it, index): [string, Value] => {
    if (index === 0 && fn.self) return [it.name, [fn.self]];
    const value = blind ? undefined : (known.get(it.name) ?? defaultOf(fn, it));
    return [it.name, value ?? (it.annotation && annotated(m, fn, it.annotation)) ?? unknown];
  });
  return run(m, fn, new Map(values));
}

function defaultOf(fn: FunctionThing, parameter: Parameter): Value | undefined {
  return fn.extra.get(parameter.name) ?? fn.state.defaults.get(parameter.name);
}

function run(m: Machine, fn: FunctionThing, bound: ReadonlyMap<string, Value>): Value {
  const parent = fn.closure.kind === 'class' ? fn.closure.parent : fn.closure;
  const frame: Frame = { ...newFrame(m, 'function', parent), running: fn };
  for (const [name, value] of bound) frame.cells.set(name, value);
  fn.state.running = true;
  if (m.muted === 0) m.visited.add(fn.node);
  m.depth++;
  const follow = () => {
    if (fn.node.type === 'LambdaExpression') {
      const body = fn.node.children.at(-1);
      return body ? evaluate(m, body) : unknown;
    }
    const completes = executeBlock(m, childOf(fn.node, 'Body'));
    const ends = completes ? [...frame.exits, m.trail.capture(frame.mark)] : frame.exits;
    if (ends.length > 1 || (ends.length === 1 && !completes)) {
      m.trail.rollback(frame.mark);
      m.trail.join(ends);
    }
    if (frame.yields.length > 0) return just({ kind: 'generator', yields: union(frame.yields) });
    return frame.returns.length > 0 ? chosen(m.trail.choice(), frame.returns) : unknown;
  };
  const result = abroad(m, fn.source.path, () =>
    within(m, { frame, source: fn.source, loop: undefined }, follow),
  );
  m.depth--;
  fn.state.running = false;
  fn.state.last = result;
  return result;
}

function bindParameters(
  m: Machine,
  fn: FunctionThing,
  parameters: readonly Parameter[],
  given: Arguments,
): Map<string, Value> {
  const bound = new Map<string, Value>();
  const positional = given.positional.map((it) => {
    return withStep(it.value, () => within(m, { source: it.source }, () => stepOf(m, it.node)));
  });
  if (fn.self) positional.unshift([fn.self]);
  const named = new Set(parameters.map((it) => it.name));
  for (const it of parameters) {
    if (it.kind === '*') {
      bound.set(it.name, just({ kind: 'tuple', items: positional.splice(0), open: given.open }));
    } else if (it.kind === '**') {
      const rest = [...given.named].filter(([name]) => !named.has(name));
      const cells = new Map(rest.map(([name, { value }]): [string, Value] => [name, value]));
      bound.set(it.name, just({ kind: 'object', cells, open: given.open }));
    } else {
      const next = it.kind === 'plain' ? positional.shift() : undefined;
      const byName = given.named.get(it.name);
      const value =
        next ??
        (byName &&
          withStep(byName.value, () => within(m, { source: byName.source }, () => stepOf(m, byName.node))));
      bound.set(it.name, value ?? missing(m, fn, it, given));
    }
  }
  return bound;
}

function missing(m: Machine, fn: FunctionThing, parameter: Parameter, given: Arguments): Value {
  const fallback = defaultOf(fn, parameter);
  if (!given.open)
    return fallback ?? (parameter.annotation && annotated(m, fn, parameter.annotation)) ?? unknown;
  return fallback ? union([softened(fallback), unknown]) : unknown;
}
