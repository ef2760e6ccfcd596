// The Host of plain Node.

import * as fs from 'node:fs/promises';
import { homedir } from 'node:os';
import { type Cache, type Host, noCache } from '../backends/host.ts';
import { nodeFiles } from '../backends/nodeFiles.ts';

/** Without a cache, nothing is written to the disk. */
export function nodeHost(cache: Cache = noCache): Host {
  return {
    files: nodeFiles(fs),
    cache,
    fetch,
    env: (name) => process.env[name] || undefined,
    home: homedir().replaceAll('\\', '/'),
    now: Date.now,
  };
}
