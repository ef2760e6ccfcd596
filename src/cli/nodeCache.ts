// The cache of the command line: a folder where the system keeps what programs can find out again.

import * as fs from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { folderCache } from '../backends/folderCache.ts';
import { type Cache, noCache } from '../backends/host.ts';

/**
 * The cache that an environment asks for: `ARTIFACT_LINEAGE_CACHE` is a folder, or `none` for no cache; without it
 * the system's own place for caches. What is kept names runs and files, so only the user may read it.
 */
export function nodeCache(env: Readonly<Record<string, string | undefined>>): Cache {
  const wish = env.ARTIFACT_LINEAGE_CACHE;
  return wish === 'none' ? noCache : cacheIn(wish || join(systemCache(env), 'artifact-lineage'));
}

/** The cache in a folder of the disk. */
export function cacheIn(folder: string): Cache {
  let written = 0;
  return folderCache(
    {
      read: (name) => fs.readFile(join(folder, name)),
      async write(name, bytes) {
        await fs.mkdir(folder, { recursive: true, mode: 0o700 });
        const beside = join(folder, `.${name}-${process.pid}-${written++}`);
        await fs.writeFile(beside, bytes, { mode: 0o600 });
        await fs.rename(beside, join(folder, name));
      },
      list: async () =>
        Promise.all(
          (await fs.readdir(folder)).map(async (name) => {
            const { size, mtimeMs } = await fs.stat(join(folder, name));
            return { name, size, modifiedAt: mtimeMs };
          }),
        ),
      remove: (name) => fs.rm(join(folder, name), { force: true }),
    },
    Date.now,
  );
}

function systemCache(env: Readonly<Record<string, string | undefined>>): string {
  const home = env.HOME || homedir();
  if (process.platform === 'win32') return env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches');
  return env.XDG_CACHE_HOME || join(home, '.cache');
}
