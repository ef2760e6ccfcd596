// What a list of runs is narrowed to, in W&B's filter language: MongoDB's, as a JSON text.

import type { RunState } from '../../lineage/model.ts';
import type { RunQuery } from '../backend.ts';

/** W&B's own states for those that we know. */
const states: Readonly<Record<Exclude<RunState, 'unknown'>, readonly string[]>> = {
  pending: ['pending'],
  running: ['running', 'preempting'],
  finished: ['finished'],
  failed: ['failed'],
  crashed: ['crashed'],
  killed: ['killed', 'preempted'],
};

/**
 * Undefined when the server need not leave out anything.
 * Source of the keys: https://docs.wandb.ai/models/ref/python/public-api/api#method-apiruns, and `sweep` in
 * `wandb.apis.public.sweeps`.
 */
export function runFilter(query: RunQuery): string | undefined {
  const keys = {
    jobType: query.jobType,
    username: query.user,
    group: query.group,
    tags: query.tag,
    sweep: query.sweep,
  };
  const parts: object[] = Object.entries(keys).flatMap(([key, values]) =>
    values && values.length > 0 ? [{ [key]: { $in: values } }] : [],
  );
  const wanted = query.state ?? [];
  if (wanted.length > 0 && wanted.every((it) => it in states))
    parts.push({ state: { $in: wanted.flatMap((it) => states[it as keyof typeof states]) } });
  const names = (query.name ?? []).map((part) => ({ displayName: { $regex: anyCase(part) } }));
  if (names.length > 0) parts.push(names.length === 1 ? (names[0] ?? {}) : { $or: names });
  return parts.length > 0 ? JSON.stringify({ $and: parts }) : undefined;
}

/** A pattern that holds a text in letters of any case, which not every server can be told otherwise. */
function anyCase(text: string): string {
  return [...text]
    .map((letter) => {
      const [low, high] = [letter.toLowerCase(), letter.toUpperCase()];
      if (low !== high && low.length === 1 && high.length === 1) return `[${low}${high}]`;
      return /[\w\s]/.test(letter) ? letter : `\\${letter}`;
    })
    .join('');
}
