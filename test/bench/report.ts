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
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
