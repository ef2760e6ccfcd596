// The scripts of runs as they were when they ran.

import { inParallel } from '../backends/inParallel.ts';
import type { Run, RunId } from '../lineage/model.ts';
import type { Past } from './past.ts';
import type { ReadPast } from './readPast.ts';
import { type Program, programOf } from './scripts.ts';

/** Scripts that are read at once. */
const atOnce = 4;

/** Of runs whose script is in the workspace, as far as it can be known. */
export async function pastOf(
  runs: readonly Run[],
  programs: readonly Program[],
  readPast: ReadPast | undefined,
  signal: AbortSignal,
): Promise<ReadonlyMap<RunId, Past>> {
  const found = new Map<RunId, Past>();
  await inParallel(runs, atOnce, async (run) => {
    const program = programOf(run, programs);
    const past = program && (await readPast?.(run, program.path, signal));
    if (past) found.set(run.id, past);
  });
  return found;
}
