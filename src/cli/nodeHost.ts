// The Host of plain Node.

import * as fs from 'node:fs';
import * as os from 'node:os';
import { type Cache, type Host, noCache } from '../backends/host.ts';
import { nodeFiles } from '../backends/nodeFiles.ts';
import { nodeMachine } from '../backends/nodeMachine.ts';
import { nodeGit } from './nodeGit.ts';

/** Without a cache, nothing is written to the disk. */
export function nodeHost(cache: Cache = noCache): Host {
  return {
    files: nodeFiles(fs),
    machine: nodeMachine(os, process),
    cache,
    git: nodeGit(),
    fetch,
    env: (name) => process.env[name] || undefined,
    home: os.homedir().replaceAll('\\', '/'),
    now: Date.now,
  };
}
