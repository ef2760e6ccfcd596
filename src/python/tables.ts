// Tables that a run logs among its metrics: each becomes an artifact of its own.

import { type Arguments, argument } from './arguments.ts';
import type { Site } from './call.ts';
import type { Naming } from './calls.ts';
import type { Machine } from './machine.ts';
import { nameArtifacts } from './naming.ts';
import { safeKey } from './safeKey.ts';
import type { Mapping, Thing } from './things.ts';
import { type Alternative, hole, only, textValue, unknown, type Value } from './value.ts';

const table = /^wandb\.(?:\w+\.)*(?:Joined|Partitioned)?Table\(\)$|^pandas\.(?:DataFrame|read_\w+)\(\)$/;
const plot = /^wandb\.(?:plot\.\w+|plot_table)\(\)$/;
/** Nested dicts are looked into this deep. */
const deepest = 4;

/**
 * `run.log(data)`: the artifact of each table in `data` is called after the run and the table's innermost key.
 * Source: `log` of `wandb/sdk/wandb_run.py`; plots log their table under a key of their own.
 */
export function logTables(m: Machine, run: Alternative | undefined, given: Arguments, site: Site): Value {
  const data = argument(given, ['data'], 'data') ?? given.named.get('row');
  const thing = data && only(data.value);
  if (!data || thing?.kind !== 'object') return unknown;
  const keys = tableKeys(thing, 0);
  if (keys.length === 0) return unknown;
  const parameters = keys.map((_, index) => `key ${index}`);
  const named = new Map(
    keys.map((key, index) => [
      `key ${index}`,
      { node: data.node, source: data.source, value: keyValue(key) },
    ]),
  );
  const names = parameters.map(
    (parameter): Naming => ({ relation: 'logged', argument: 'name', parameter, around: ['run-{id}-', ''] }),
  );
  const row = { name: 'log', on: [], parameters, names, type: '=run_table', gives: 'nothing' } as const;
  return nameArtifacts(m, row, run, { positional: [], named, open: false }, site);
}

interface Key {
  readonly text: string;
  readonly plot: boolean;
}

function tableKeys({ cells }: Mapping, depth: number): readonly Key[] {
  return [...cells].flatMap(([text, value]): readonly Key[] => {
    const things = value.map((it) => it.thing);
    const [first] = things;
    if (first?.kind === 'object' && things.length === 1 && depth < deepest)
      return tableKeys(first, depth + 1);
    if (things.some((it) => isCall(it, table))) return [{ text, plot: false }];
    return things.some((it) => isCall(it, plot)) ? [{ text, plot: true }] : [];
  });
}

function isCall(thing: Thing, path: RegExp): boolean {
  return thing.kind === 'external' && path.test(thing.path);
}

function keyValue({ text, plot }: Key): Value {
  // Newer releases put a plot's table under another prefix.
  return plot ? textValue(`${hole}${safeKey(`${text}_table`)}`) : textValue(safeKey(text));
}
