// What a benchmark reports, and how medians are taken.

import { performance } from 'node:perf_hooks';

export interface Target {
  readonly name: string;
  readonly value: number;
  readonly target: string;
  readonly met: boolean;
}

export interface Report {
  /** What was measured on: counts and sizes. */
  readonly subject: Readonly<Record<string, number | string>>;
  /** Milliseconds, medians over the rounds. */
  readonly medians: Readonly<Record<string, number>>;
  readonly ratios: Readonly<Record<string, number>>;
  readonly targets: readonly Target[];
  /** A table where one number for each name does not tell enough. */
  readonly rows?: readonly Readonly<Record<string, number | string>>[];
}

/** A row for a value that is to be no more than `limit`. */
export function atMost(name: string, value: number, limit: number): Target {
  return { name, value, target: `<= ${limit}`, met: value <= limit };
}

/** The median time of `work` in milliseconds, after one round to warm up. */
export async function median(rounds: number, work: () => unknown): Promise<number> {
  return (await medians(rounds, { work })).work ?? 0;
}

/**
 * The median times of several works in milliseconds, after one round to warm up. They take turns, so that what else the
 * machine does meets them all and their ratios hold.
 */
export async function medians<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, () => unknown>>,
): Promise<Readonly<Record<Name, number>>> {
  const entries = Object.entries<() => unknown>(works);
  const times = new Map(entries.map(([name]) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round++)
    for (const [name, work] of entries) {
      const start = performance.now();
      await work();
      if (round > 0) times.get(name)?.push(performance.now() - start);
    }
  const middle = (list: number[]) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
  return Object.fromEntries([...times].map(([name, list]) => [name, middle(list)])) as Record<Name, number>;
}
