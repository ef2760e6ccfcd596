// Applies an operation to each alternative of a value.

import { combine } from './combine.ts';
import { branch, type Machine } from './machine.ts';
import { type Alternative, unknown, type Value } from './value.ts';

/** For operations without effects. */
export function branchless(value: Value, make: (it: Alternative) => Value): Value {
  return combine([value], ([it]) => (it ? make(it) : unknown));
}

/** For operations with effects: each alternative starts from the same state, and the states are joined. */
export function branching(m: Machine, value: Value, make: (it: Alternative) => Value): Value {
  if (value.length <= 1) return branchless(value, make);
  const results = new Map<Alternative, Value>();
  branch(
    m,
    value.map((it) => () => {
      results.set(it, make(it));
      return true;
    }),
  );
  return combine([value], ([it]) => (it && results.get(it)) ?? unknown);
}
