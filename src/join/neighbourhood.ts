// What a hover tells of: one step around artifacts, and one more around the runs that made or used them.

import { graphOf } from '../lineage/graph.ts';
import { merge } from '../lineage/merge.ts';
import { emptyLineage, type Lineage, type NodeId } from '../lineage/model.ts';
import type { Store } from './store.ts';

/** Runs on each side that are looked further into. */
const mostRuns = 3;

export async function neighbourhood(
  ids: readonly NodeId[],
  store: Store,
  signal: AbortSignal,
): Promise<Lineage> {
  if (ids.length === 0) return emptyLineage;
  const near = await store.around(ids, signal);
  const graph = graphOf(near, ...ids);
  const runs = ids.flatMap((id) => [
    ...graph.neighbours(id, 'upstream').slice(0, mostRuns),
    ...graph.neighbours(id, 'downstream').slice(0, mostRuns),
  ]);
  if (runs.length === 0) return near;
  const further = await store.around(runs, signal);
  return merge([near, further]).lineage;
}
