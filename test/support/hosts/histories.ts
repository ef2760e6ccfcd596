// Stages the sample's code beside each kind of history: as it ships, a W&B server, a lineage file, or none.

import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type HistoryKind, historyVariable } from '../suite/history.ts';
import { startWandbServer } from '../wandbServer/server.ts';
import { repository } from './paths.ts';
import { folderWith, sampleCopy, type Workspace } from './workspaces.ts';

export interface Stage extends Workspace {
  readonly env: Readonly<Record<string, string>>;
}

/** The sample's code beside a history of one kind. */
export async function stageOf(history: HistoryKind): Promise<Stage> {
  if (history === 'folders') return twoFolders();
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

/** Two projects side by side, with scripts and artifacts of the same names. */
async function twoFolders(): Promise<Stage> {
  const workspace = await folderWith({
    ...projectFiles('alpha'),
    ...projectFiles('beta'),
    'beta/.vscode/settings.json': JSON.stringify({
      'artifactLineage.codeLens.show': 'all',
      'artifactLineage.problems.severity': { 'no-alias': 'warning' },
    }),
    'two.code-workspace': JSON.stringify({ folders: [{ path: 'alpha' }, { path: 'beta' }] }),
  });
  const env = { [historyVariable]: 'folders' };
  return { folder: join(workspace.folder, 'two.code-workspace'), env, remove: workspace.remove };
}

function projectFiles(project: string): Readonly<Record<string, string>> {
  const start = `import wandb\n\nrun = wandb.init(project="${project}")\n`;
  const scope = { entity: 'ada', project };
  const data = `version:ada/${project}/data:v0`;
  const run = (id: string, name: string, program: string) => ({
    id: `run:ada/${project}/${id}`,
    kind: 'run',
    ...scope,
    name,
    state: 'finished',
    program,
  });
  const nodes = [
    run('m', `made-${project}`, 'make.py'),
    run('r', `ran-${project}`, 'train.py'),
    {
      id: data,
      kind: 'version',
      ...scope,
      name: 'data',
      version: 'v0',
      aliases: ['latest'],
      type: 'dataset',
    },
  ];
  const edges = [
    { kind: 'logged', from: `run:ada/${project}/m`, to: data },
    { kind: 'used', from: data, to: `run:ada/${project}/r` },
  ];
  return {
    [`${project}/make.py`]: `${start}run.log_artifact("d.csv", name="data", type="dataset")\n`,
    [`${project}/train.py`]: `${start}run.use_artifact("data:latest")\nrun.use_artifact("other")\n`,
    [`${project}/history.lineage.json`]: JSON.stringify({ nodes, edges }),
  };
}
