// The numbers that tell how a run did, in few words.

import type { Run } from '../lineage/model.ts';

/** What W&B or a framework counts along says nothing of how good a run is. */
const counted = /^_|epoch|step|runtime|timestamp|lr$|learning_rate|time/i;

/** Up to `limit` of the summary's numbers, e.g. `accuracy 0.9312`, as the run gave them. */
export function metricsOf({ summary = {} }: Run, limit: number): readonly string[] {
  return Object.entries(summary)
    .flatMap(([name, value]) =>
      typeof value === 'number' && Number.isFinite(value) && !counted.test(name)
        ? [`${name} ${shortNumber(value)}`]
        : [],
    )
    .slice(0, limit);
}

/** Four digits that count, as people write numbers. */
export function shortNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}
