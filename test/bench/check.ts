// Benchmark: `artifact-lineage check` without history, from the start of the process to its end, as a pipeline runs it.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findFiles } from '../../src/cli/findFiles.ts';
import { folderWithoutWandb } from './pythonFolders.ts';
import { atMost, medians, type Report } from './report.ts';

const rounds = 5;
const plainFiles = 3000;
/** Copies of the sample's scripts among them. */
const copies = 100;
const sample = 'media/sample';
const parse = `
import ast, pathlib, sys
for path in pathlib.Path(sys.argv[1]).rglob('*.py'):
    try:
        ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        pass
`;

export async function checkBench(): Promise<Report> {
  const folder = folderWithoutWandb(plainFiles);
  const scripts = findFiles(sample, true).code.filter((path) => path.endsWith('.py'));
  for (let index = 0; index < copies; index++) {
    const copy = join(folder, `copy${index}`);
    if (existsSync(copy)) continue;
    mkdirSync(copy);
    for (const path of scripts) cpSync(join(sample, path), join(copy, path.replaceAll('/', '_')));
  }
  const times = await medians(rounds, {
    'start Node': () => run(process.execPath, ['--eval', '']),
    'check, the sample': () => check(sample),
    'check, all': () => check(folder),
    "Python's own parser alone, all": () => run('python3', ['-W', 'ignore', '-c', parse, folder]),
  });
  const ratio = times['check, all'] / times["Python's own parser alone, all"];
  return {
    subject: { files: findFiles(folder, true).code.length, 'with artifact calls': copies * scripts.length },
    medians: times,
    ratios: { "check / Python's own parser alone": ratio },
    targets: [
      atMost('check of the sample, ms more than Node', times['check, the sample'] - times['start Node'], 300),
      atMost("check / Python's own parser alone", ratio, 0.25),
    ],
  };
}

function check(folder: string): void {
  run(process.execPath, ['dist/cli.js', 'check', folder, '--backend', 'none', '--severity', 'error']);
}

function run(program: string, args: readonly string[]): void {
  const { error, status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0 && status !== 1) throw new Error(`${program} ended with ${status}: ${stderr}`);
}
