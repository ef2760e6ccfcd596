// Runs the built command line with no W&B settings but the given ones.
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../hosts/paths.ts';

export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What of the environment a program of the command line gets in tests. */
export const neutral: Readonly<Record<string, string>> = {
  PATH: process.env.PATH ?? '',
  HOME: tmpdir(),
  USERPROFILE: tmpdir(),
  ARTIFACT_LINEAGE_CACHE: 'none',
};

export const commandLine = join(repository, 'dist', 'cli.js');

export function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = repository,
): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [commandLine, ...args],
      { env: { ...neutral, ...env }, cwd },
      (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, err });
      },
    );
  });
}
