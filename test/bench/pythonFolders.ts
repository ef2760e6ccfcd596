// Folders of Python code that benchmarks read.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { findFiles } from '../../src/cli/findFiles.ts';
import { mayMatter } from '../../src/python/markers.ts';

/** The standard library, the packages that are installed beside it, and W&B's own package where the tests have it. */
export function pythonLibrary(): readonly string[] {
  const code = 'import sysconfig; p = sysconfig.get_paths(); print(p["stdlib"]); print(p["purelib"])';
  const own = execFileSync('python3', ['-c', code], { encoding: 'utf8' }).trim().split(/\r?\n/);
  return [...own, ...globSync('.vscode-test/python-*/lib/python*/site-packages/wandb')];
}

/** A folder of so many copies of the Python library's files that do not speak of W&B, made once. */
export function folderWithoutWandb(count: number): string {
  const root = join(tmpdir(), 'artifact-lineage-bench', `plain-${count}`);
  if (existsSync(join(root, 'done'))) return root;
  const paths = pythonLibrary()
    .flatMap((library) => findFiles(library, true).code.map((path) => `${library}/${path}`))
    .filter((path) => !mayMatter(readFileSync(path)));
  for (let index = 0; index < count; index++) {
    const folder = join(root, String(index % 400));
    mkdirSync(folder, { recursive: true });
    const path = paths[index % paths.length] ?? '';
    cpSync(path, join(folder, `${index}_${basename(path)}`));
  }
  writeFileSync(join(root, 'done'), '');
  return root;
}
