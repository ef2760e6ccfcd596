// Finds the built test files of a suite.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** In order, the absolute paths of all `*.test.js` under a folder; none where there is no such folder. */
export async function testFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names
    .filter((name) => name.endsWith('.test.js'))
    .map((name) => join(folder, name))
    .sort();
}
