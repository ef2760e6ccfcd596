// The process environment as the program itself sets it.

import type { Machine } from './machine.ts';
import type { Mapping } from './things.ts';
import { just, type Value } from './value.ts';

/** `os.environ`: what code assigns is known, all else is not. */
export function environment(m: Machine): Mapping {
  const known = m.world.get('environment')?.[0]?.thing;
  if (known?.kind === 'object') return known;
  const made: Mapping = { kind: 'object', cells: new Map(), open: true };
  // Not through the trail: the environment exists whichever branch looks at it first.
  m.world.set('environment', just(made));
  return made;
}

export function environmentVariable(m: Machine, name: string): Value | undefined {
  return environment(m).cells.get(name);
}
