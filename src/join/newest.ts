// What is read of a history before anything else: the newest runs of the workspace's scripts, and the scripts as they were.

import { others } from '../backends/pace.ts';
import type { Several } from '../backends/several.ts';
import type { RunId } from '../lineage/model.ts';
import type { CodeFile } from '../python/codeReference.ts';
import type { Past } from './past.ts';
import { pastOf } from './pastOf.ts';
import type { ReadPast } from './readPast.ts';
import { programOf, programsOf } from './scripts.ts';

/** Runs whose edges are read at once so that code can be joined with them; older ones are read when asked for. */
const warmRuns = 50;

/** Reads what those runs used and logged, and gives what their scripts were when they executed them. */
export async function readNewest(
  history: Several,
  files: readonly CodeFile[],
  readPast: ReadPast | undefined,
  signal: AbortSignal,
): Promise<ReadonlyMap<RunId, Past>> {
  await history.learnAll(signal);
  await others();
  const { items } = await history.runs(undefined, signal);
  const programs = programsOf(files);
  const executed = items.filter((run) => programOf(run, programs)).slice(0, warmRuns);
  if (executed.length > 0)
    await history.around(
      executed.map((run) => run.id),
      signal,
    );
  signal.throwIfAborted();
  await others();
  return pastOf(executed, programs, readPast, signal);
}
