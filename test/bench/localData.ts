// The run folders that the benchmark of local history reads: made once into the system's temporary folder.

import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBigLog } from '../support/local/bigLog.ts';
import { writeManyRuns } from '../support/local/manyRuns.ts';

/** Raise it whenever what is written changes. */
const version = 2;

export interface LocalData {
  /** The folder of everything, for what else is written. */
  readonly folder: string;
  /** A run's log of about 500 MB. */
  readonly log: string;
  /** A project whose `wandb/` folder holds many small runs. */
  readonly project: string;
}

export function localData(logSize: number, runs: number): LocalData {
  const folder = join(tmpdir(), `artifact-lineage-bench-${version}-${logSize}-${runs}`);
  if (!existsSync(folder)) {
    const beside = `${folder}.part`;
    rmSync(beside, { recursive: true, force: true });
    mkdirSync(beside, { recursive: true });
    writeBigLog(join(beside, 'large.wandb'), 'large001', logSize);
    writeManyRuns(join(beside, 'project', 'wandb'), runs);
    renameSync(beside, folder);
  }
  return { folder, log: join(folder, 'large.wandb'), project: join(folder, 'project') };
}
