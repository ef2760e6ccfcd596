// Whether a value is certainly true or false in a condition.

import type { Thing } from './things.ts';
import { hole, type Value } from './value.ts';

/** Undefined when it may be either, also for a default that may be overridden. */
export function truthOf(value: Value): boolean | undefined {
  if (value.length === 0 || value.some((it) => it.soft)) return undefined;
  const truths = new Set(value.map((it) => truth(it.thing)));
  return truths.size === 1 ? [...truths][0] : undefined;
}

function truth(thing: Thing): boolean | undefined {
  switch (thing.kind) {
    case 'text':
      return thing.path
        ? true
        : thing.text.replaceAll(hole, '') !== ''
          ? true
          : thing.text === ''
            ? false
            : undefined;
    case 'number':
      return thing.value !== 0;
    case 'constant':
      return thing.value === true;
    case 'tuple':
      return thing.items.length > 0 ? true : thing.open ? undefined : false;
    default:
      return undefined;
  }
}
