// What a tracker need not tell when the list of runs is narrowed: the part of a view that trackers can be asked for.

import type { RunQuery } from '../backends/backend.ts';
import type { RunView } from './runView.ts';

/** Undefined when nothing can be left out. A script is known here only, so its runs are picked here. */
export function runQuery({ conditions, order }: RunView): RunQuery | undefined {
  const query: { -readonly [Field in Exclude<keyof RunQuery, 'oldestFirst'>]?: string[] } = {};
  for (const { field, value } of conditions)
    if (field !== 'script') query[field] = [...(query[field] ?? []), value];
  const asked: RunQuery = order === 'oldest' ? { ...query, oldestFirst: true } : query;
  return Object.keys(asked).length > 0 ? asked : undefined;
}
