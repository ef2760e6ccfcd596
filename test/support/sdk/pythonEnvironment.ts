// Python environments with pinned releases of real packages, made on demand and kept between runs.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findOnPath, runCommand } from '../hosts/command.ts';
import { downloads } from '../hosts/paths.ts';

export const wandbVersion = '0.30.0';

/** Written last, so that a half-made environment is made anew. */
const ready = 'ready';

const making = new Map<string, Promise<string>>();

/**
 * Gives the path of the Python of the environment with that release of `wandb`; each is made once. Rejects with a plain
 * sentence where there is no Python 3.
 */
export function pythonEnvironment(version = wandbVersion): Promise<string> {
  return environmentWith(version, [`wandb==${version}`]);
}

/** The same with other packages of PyPI. The name is that of the folder, and changes when the packages do. */
export function environmentWith(name: string, packages: readonly string[]): Promise<string> {
  const known = making.get(name) ?? make(name, packages);
  making.set(name, known);
  return known;
}

async function make(name: string, packages: readonly string[]): Promise<string> {
  const folder = join(downloads, `python-${name}`);
  const python =
    process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
  const made = await readFile(join(folder, ready), 'utf8').catch(() => undefined);
  if (made === name) return python;
  const system = findOnPath('python3') ?? findOnPath('python');
  if (!system)
    throw new Error('Python 3 is needed to run the real packages: install python3 with its venv module.');
  await rm(folder, { recursive: true, force: true });
  await mkdir(downloads, { recursive: true });
  await step(
    system,
    ['-m', 'venv', folder],
    'make a Python environment (is the package python3-venv installed?)',
  );
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages];
  await step(python, pip, `install ${packages.join(', ')} from PyPI`);
  await writeFile(join(folder, ready), name);
  return python;
}

async function step(program: string, args: readonly string[], what: string): Promise<void> {
  try {
    await runCommand(program, args);
  } catch (error) {
    throw new Error(`Could not ${what}.\n${error instanceof Error ? error.message : error}`);
  }
}
