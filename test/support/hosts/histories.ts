// Stages the sample's code beside each kind of history: as it ships, a W&B server, a lineage file, or none.

import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type HistoryKind, historyVariable } from '../suite/history.ts';
import { startWandbServer } from '../wandbServer/server.ts';
import { repository } from './paths.ts';
import { sampleCopy, type Workspace } from './workspaces.ts';

export interface Stage extends Workspace {
  readonly env: Readonly<Record<string, string>>;
}

/** The sample's code beside a history of one kind. */
export async function stageOf(history: HistoryKind): Promise<Stage> {
  const workspace = await sampleCopy();
  const { folder } = workspace;
  const env = { [historyVariable]: history };
  if (history === 'sample') return { ...workspace, env };
  await rm(join(folder, 'wandb'), { recursive: true });
  if (history !== 'file') await rm(join(folder, 'mnist.lineage.json'));
  if (history !== 'server') return { ...workspace, env };
  const state = JSON.parse(await readFile(join(repository, 'test/fixtures/sample/server.json'), 'utf8'));
  const server = await startWandbServer({ state });
  return {
    folder,
    env: { ...env, WANDB_BASE_URL: server.url, WANDB_API_KEY: 'a1b2c3d4e5'.repeat(4) },
    remove: async () => {
      await server.close();
      await workspace.remove();
    },
  };
}
