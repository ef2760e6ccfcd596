// Whether a run is going, by what its folder can prove: the one place that states the rule.

import type { RunState } from '../../lineage/model.ts';
import type { LogFacts } from './logFacts.ts';

export interface Evidence {
  readonly exit: LogFacts['exit'];
  /** When the last of the run's files was written, milliseconds since 1970; 0 when that cannot be told. */
  readonly writtenAt: number;
  /** What is known of the process that wrote them; undefined when it ran elsewhere or nobody can tell. */
  readonly process: 'alive' | 'gone' | undefined;
}

/** A run that was written to within this time is taken for going, whatever else is unknown; milliseconds. */
export const fresh = 2 * 60_000;
/** A process that ended is given this time to have written its last; milliseconds. */
const closing = 10_000;
/** Process numbers are given out again: one that lives says something of its run this long; milliseconds. */
const reused = 24 * 3600_000;

/**
 * In this order:
 * 1. The log holds the run's exit, and does not call it incomplete: finished, or failed when its code is not 0.
 * 2. Its process is gone from this machine and nothing was written since: crashed (or killed: the disk cannot tell).
 * 3. Its process lives, and the run wrote something within a day: running.
 * 4. Something was written within two minutes: running. A small run's log reaches the disk only at its end, so the
 *    other files that it writes count as well.
 * 5. Else unknown: it may be running elsewhere in silence, or was cut off.
 */
export function stateOf({ exit, writtenAt, process }: Evidence, now: number): RunState {
  if (exit && !exit.notComplete) return exit.exitCode === 0 ? 'finished' : 'failed';
  const silent = now - writtenAt;
  if (process === 'gone' && silent > closing) return 'crashed';
  if (process === 'alive' && silent < reused) return 'running';
  return silent < fresh ? 'running' : 'unknown';
}
