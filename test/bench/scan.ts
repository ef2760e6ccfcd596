// Benchmark: scanning a folder's Python for artifact references, against ripgrep, reading, and parsing alone.

import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parser } from '@lezer/python';
import { findFiles } from '../../src/cli/findFiles.ts';
import { sourceReader } from '../../src/node/sourceReader.ts';
import { FolderScan } from '../../src/python/folderScan.ts';
import { type Sifted, sift } from '../../src/python/markers.ts';
import { ScanCache } from '../../src/python/scanCache.ts';
import { folderWithoutWandb, pythonLibrary } from './pythonFolders.ts';
import { atMost, median, type Report } from './report.ts';

const rounds = 7;
/** Without W&B, as many files as a large repository has. */
const manyFiles = 13_000;

/** Scans the folders, or the Python library of this machine without any. */
export async function scanBench(folders: readonly string[]): Promise<Report> {
  const roots = folders.length > 0 ? folders : pythonLibrary();
  const cache = join(tmpdir(), 'artifact-lineage-bench', 'scans.json');
  mkdirSync(join(cache, '..'), { recursive: true });
  const all = roots.map((root) => ({ root, paths: findFiles(root, true).code }));
  const candidates = all.flatMap(({ root, paths }) =>
    siftIn(root, paths).matter.map((path) => readFileSync(`${root}/${path}`, 'utf8')),
  );
  const bytes = all.flatMap(({ root, paths }) => paths.map((path) => statSync(`${root}/${path}`).size));

  const rg = await median(rounds, () => roots.map(searchWithRipgrep));
  const read = await median(rounds, () => roots.map((root) => siftIn(root, findFiles(root, true).code)));
  const parse = await median(rounds, () => candidates.map((text) => parser.parse(text)));
  let references = 0;
  const cold = await median(rounds, async () => {
    references = await total(roots, async (root) => {
      const { code } = findFiles(root, true);
      const scan = scanOf(root, code);
      return total(siftIn(root, code).matter, async (path) => {
        const { file } = await scan.scan(path, readFileSync(`${root}/${path}`, 'utf8'));
        return file.references.length;
      });
    });
  });
  const warmth = (saved: string | undefined) =>
    total(roots, async (root) => {
      const { code } = findFiles(root, true);
      const scan = new ScanCache(scanOf(root, code), 'bench', saved);
      const count = await total(siftIn(root, code).matter, async (path) => {
        const { file } = await scan.scan(path, readFileSync(`${root}/${path}`, 'utf8'));
        return file.references.length;
      });
      const kept = scan.save();
      if (kept !== undefined) writeFileSync(cache, kept);
      return count;
    });
  writeFileSync(cache, '');
  await warmth(undefined);
  const warm = await median(rounds, () => warmth(readFileSync(cache, 'utf8')));
  const edit = await edited(candidates);
  const plain = folderWithoutWandb(manyFiles);
  const plainRg = await median(rounds, () => searchWithRipgrep(plain));
  const plainScan = await median(rounds, () => siftIn(plain, findFiles(plain, true).code));

  return {
    subject: {
      folders: roots.join(' '),
      files: bytes.length,
      bytes: bytes.reduce((sum, size) => sum + size, 0),
      candidates: candidates.length,
      references,
      'peak memory, MB': Math.round(process.resourceUsage().maxRSS / 1024),
    },
    medians: {
      'rg -l': rg,
      'read and prefilter': read,
      'parse alone': parse,
      'whole scan, cold': cold,
      'whole scan, warm': warm,
      'one-line edit of 2 000 lines': edit,
      [`rg -l, ${manyFiles} files without W&B`]: plainRg,
      [`whole scan, ${manyFiles} files without W&B`]: plainScan,
    },
    ratios: {
      'cold / rg': cold / rg,
      'cold / (read and prefilter + parse alone)': cold / (read + parse),
      'warm / read and prefilter': warm / read,
      'without W&B / rg': plainScan / plainRg,
    },
    targets: [
      atMost('cold scan / (read and prefilter + parse alone)', cold / (read + parse), 1.5),
      atMost('warm scan / read and prefilter', warm / read, 2),
      atMost('one-line edit in 2 000 lines to fresh references, ms', edit, 30),
      atMost(`${manyFiles} files without W&B / rg -l`, plainScan / plainRg, 2.5),
    ],
  };
}

function siftIn(root: string, paths: readonly string[]): Sifted {
  const read = sourceReader();
  return sift(paths, (path) => read(`${root}/${path}`));
}

function scanOf(root: string, paths: readonly string[]): FolderScan {
  const known = new Set(paths);
  return new FolderScan(
    async () => undefined,
    {},
    (path) => {
      if (path.endsWith('.py') ? !known.has(path) : !existsSync(`${root}/${path}`)) return null;
      return readFileSync(`${root}/${path}`, 'utf8');
    },
  );
}

async function total<T>(items: readonly T[], count: (item: T) => Promise<number>): Promise<number> {
  let sum = 0;
  for (const item of items) sum += await count(item);
  return sum;
}

/** A script of 2 000 lines that ends in a call: one line of it changes, and the call is found again. */
async function edited(texts: readonly string[]): Promise<number> {
  const lines: string[] = [];
  for (const text of texts)
    if (lines.length < 1_990 && !text.startsWith('{')) lines.push(...text.split('\n'));
  const scan = new FolderScan(async () => undefined, {});
  let version = 0;
  return median(rounds * 3, async () => {
    const end = `import wandb\nrun = wandb.init()\nrun.use_artifact("edited:v${++version}")\n`;
    const { file } = await scan.scan('edited.py', `${lines.join('\n')}\n\n${end}`);
    if (!file.references.some((it) => it.value.values.includes(`edited:v${version}`)))
      throw new Error('The edited call was not found.');
  });
}

const words = 'wandb|Wandb|use_artifact|link_artifact|use_model|link_model|upsert_artifact|finish_artifact';

/** The names of the files with W&B in them, by the ripgrep of this machine or of the VS Code server. */
function searchWithRipgrep(root: string): number {
  const args = ['-l', '--no-ignore', '-g', '*.py', '-g', '*.ipynb', words, root];
  const { error, stdout } = spawnSync(ripgrep(), args, { encoding: 'utf8' });
  if (error) throw error;
  return stdout.split('\n').length;
}

let program: string | undefined;

function ripgrep(): string {
  program ??= ['.vscode-test/code-server-*/**/ripgrep-universal/bin/']
    .flatMap((path) => globSync(`${path}${process.platform}-${process.arch}/rg`))
    .concat('rg')[0];
  return program ?? 'rg';
}
