// What the demo needs: a test W&B server with the sample's recorded history, a copy of the sample, and a VS Code on it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './hosts/paths.ts';
import { type ServerHost, type ServerHostOptions, startServerHost } from './hosts/serverHost.ts';
import { sampleCopy } from './hosts/workspaces.ts';
import { startWandbServer, type WandbServer } from './wandbServer/server.ts';
import { fromJson } from './wandbServer/state.ts';

export interface Stage {
  /** The copy of the sample project. */
  readonly folder: string;
  readonly server: WandbServer;
  /** The environment that makes the extension talk to the test server: its address and a key of no worth. */
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

export interface Demo extends Stage {
  /** The address of the workbench. */
  readonly url: string;
  readonly host: ServerHost;
}

/** The training script: the best place to start looking from. */
export const firstFile = 'train.py';

/** Starts the test W&B server on a free loopback port and copies the sample. */
export async function setStage(): Promise<Stage> {
  const recorded = join(repository, 'test', 'fixtures', 'sample', 'server.json');
  const server = await startWandbServer({
    state: fromJson(await readFile(recorded, 'utf8')),
  });
  const sample = await sampleCopy();
  return {
    folder: sample.folder,
    server,
    env: { WANDB_BASE_URL: server.url, WANDB_API_KEY: server.key },
    close: async () => {
      await server.close();
      await sample.remove();
    },
  };
}

/** Sets the stage and starts the server host on it, with the extension from dist/ unless one is installed; open `url` to see it. */
export async function startDemo(options: Omit<ServerHostOptions, 'env'> = {}): Promise<Demo> {
  const stage = await setStage();
  try {
    const host = await startServerHost({ ...options, env: stage.env });
    const file = join(stage.folder, firstFile);
    const url = host.urlOf({
      folder: stage.folder,
      ...(options.extensions === undefined && { extension: repository }),
      file,
    });
    const close = async () => {
      await host.close();
      await stage.close();
    };
    return { ...stage, host, url, close };
  } catch (error) {
    await stage.close();
    throw error;
  }
}
