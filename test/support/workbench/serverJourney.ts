// A journey beside a test W&B server, by default one that holds the sample's history.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../hosts/paths.ts';
import type { Workspace } from '../hosts/workspaces.ts';
import { startWandbServer, type WandbServer } from '../wandbServer/server.ts';
import { fromJson, type State } from '../wandbServer/state.ts';
import { walkAndClose } from './journey.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench.ts';

/** Opens a folder in a workbench whose environment knows the server as `env` says; cleans up afterwards. */
export async function walkWithServer(
  title: string,
  options: Omit<WorkbenchOptions, 'folder' | 'env'>,
  workspace: () => Promise<Workspace>,
  walk: (workbench: Workbench, server: WandbServer) => Promise<void>,
  env: (server: WandbServer) => Readonly<Record<string, string>> = () => ({}),
  start: () => Promise<WandbServer> = startSample,
): Promise<void> {
  const server = await start();
  const { folder, remove } = await workspace();
  try {
    const workbench = await openWorkbench({ ...options, folder, env: env(server) });
    await walkAndClose(title, workbench, (open) => walk(open, server));
  } finally {
    await server.close();
    await remove();
  }
}

async function startSample(): Promise<WandbServer> {
  return startWandbServer({ state: await sampleState() });
}

/** What the sample's runs left on a server. */
export async function sampleState(): Promise<State> {
  return fromJson(await readFile(join(repository, 'test/fixtures/sample/server.json'), 'utf8'));
}
