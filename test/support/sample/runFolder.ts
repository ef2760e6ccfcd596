// Finds the sample's run folders, whose names carry the time when they were made.
import { readdirSync } from 'node:fs';

const runs = 'media/sample/wandb';

/** The folder of the run with this id, relative to the repository. */
export function sampleRun(id: string): string {
  const name = readdirSync(runs).find((it) => it.endsWith(`-${id}`));
  if (!name) throw new Error(`The sample has no run ${id}.`);
  return `${runs}/${name}`;
}
