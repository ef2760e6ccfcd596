// Git by its own program: only reads objects that are there, whatever the repository's settings say.

import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';
import type { Git } from '../backends/host.ts';

/** Larger files are not scripts; bytes. */
const largest = 8 * 1024 * 1024;

/** `cat-file` applies no filters and runs nothing that the repository names; objects that are missing stay missing. */
export function nodeGit(): Git {
  return {
    fileAt: (commit, path, signal) =>
      new Promise((resolve, reject) => {
        if (!/^[0-9a-f]+$/.test(commit)) {
          resolve(undefined);
          return;
        }
        const args = ['-C', dirname(path), 'cat-file', 'blob', `${commit}:./${basename(path)}`];
        const env = { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0' };
        execFile('git', args, { env, signal, maxBuffer: largest, encoding: 'utf8' }, (error, text) => {
          if (signal.aborted) reject(signal.reason);
          else resolve(error ? undefined : text);
        });
      }),
  };
}
