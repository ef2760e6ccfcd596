// `argparse` parsers: each argument's default under the name that the namespace gives it.

import type { Arguments } from './arguments.ts';
import { stepOf } from './assign.ts';
import { tupleValue } from './collections.ts';
import { type Machine, within } from './machine.ts';
import type { Cells } from './trail.ts';
import { type Alternative, exactText, just, none, softened, unknown, type Value, withStep } from './value.ts';

/** `parser.add_argument(...)`. Source: https://docs.python.org/3/library/argparse.html#dest */
export function argumentDefault(m: Machine, parser: { readonly cells: Cells }, given: Arguments): Value {
  const flags = given.positional.flatMap(({ value }) => exactText(value) ?? []);
  const dest = exactText(given.named.get('dest')?.value) ?? destination(flags);
  if (!dest) return unknown;
  const action = exactText(given.named.get('action')?.value);
  const fallback = given.named.get('default');
  const constant = action === 'store_true' || action === 'store_false';
  const value = fallback
    ? withStep(softened(fallback.value), () =>
        within(m, { source: fallback.source }, () => stepOf(m, fallback.node)),
      )
    : constant
      ? softened(just({ kind: 'constant', value: action === 'store_false' }))
      : given.named.has('required') || !flags[0]?.startsWith('-')
        ? unknown
        : softened(none);
  m.trail.set(parser.cells, dest, value);
  return unknown;
}

/** The first long flag without dashes, else the first flag. */
function destination(flags: readonly string[]): string | undefined {
  const flag = flags.find((it) => it.startsWith('--')) ?? flags[0];
  return flag?.replace(/^-+/, '').replaceAll('-', '_');
}

export function parserMethod(m: Machine, it: Alternative, name: string, given: Arguments): Value {
  const { thing } = it;
  if (thing.kind !== 'parser') return unknown;
  const namespace = (): Value => just({ kind: 'object', cells: new Map(thing.cells), open: true });
  switch (name) {
    case 'parse_args':
      return namespace();
    case 'parse_known_args':
      return tupleValue([namespace(), unknown]);
    case 'add_argument_group':
    case 'add_mutually_exclusive_group':
      return [it];
    case 'set_defaults':
      for (const [key, { value }] of given.named) m.trail.set(thing.cells, key, softened(value));
      return none;
    default:
      return unknown;
  }
}
