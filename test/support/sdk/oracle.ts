// Asks the public API of the real wandb package for every edge of a project's lineage.
import { join } from 'node:path';
import { repository } from '../hosts/paths.ts';
import { type PythonRun, runPython } from './runPython.ts';

export interface OracleEdge {
  readonly kind: 'used' | 'logged' | 'linked';
  /** Upstream: a run's display name or a version as `name:vN`. */
  readonly from: string;
  /** Downstream: the same, or `project/name` of the collection that a version is linked to. */
  readonly to: string;
}

const script = join(repository, 'test', 'support', 'sdk', 'oracle.py');

/**
 * Sorted by kind, from, to. `project` is `entity/project`. `full` names everything with its entity and project, and
 * runs by their ids.
 */
export async function askOracle(
  project: string,
  run: Omit<PythonRun, 'script' | 'args'>,
  full = false,
): Promise<readonly OracleEdge[]> {
  const args = [...project.split('/'), ...(full ? ['--full'] : [])];
  return JSON.parse(await runPython({ ...run, script, args }));
}
