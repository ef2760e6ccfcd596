// The Host of plain Node.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as tls from 'node:tls';
import { type Cache, type Host, noCache } from '../backends/host.ts';
import { nodeFiles } from '../backends/nodeFiles.ts';
import { nodeMachine } from '../backends/nodeMachine.ts';
import { trustingFetch } from '../backends/wandbServer/trustingFetch.ts';
import { nodeGit } from './nodeGit.ts';

/** Without a cache, nothing is written to the disk. */
export function nodeHost(cache: Cache = noCache): Host {
  const files = nodeFiles(fs);
  const env = (name: string) => process.env[name] || undefined;
  return {
    files,
    machine: nodeMachine(os, process),
    cache,
    git: nodeGit(),
    fetch: trustingFetch(fetch, { env, files }, tls),
    env,
    home: os.homedir().replaceAll('\\', '/'),
    now: Date.now,
  };
}
