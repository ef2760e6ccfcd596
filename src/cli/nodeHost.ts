// The Host of plain Node.

import * as fs from 'node:fs/promises';
import { homedir } from 'node:os';
import type { Host } from '../backends/host.ts';
import { nodeFiles } from '../backends/nodeFiles.ts';

export function nodeHost(): Host {
  return {
    files: nodeFiles(fs),
    fetch,
    env: (name) => process.env[name] || undefined,
    home: homedir().replaceAll('\\', '/'),
    now: Date.now,
  };
}
