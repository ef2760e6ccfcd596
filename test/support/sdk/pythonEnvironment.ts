// A Python environment with a pinned release of the real `wandb` package, made on demand and kept between runs.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findOnPath, runCommand } from '../hosts/command.ts';
import { downloads } from '../hosts/paths.ts';

export const wandbVersion = '0.30.0';

/** Written last, so that a half-made environment is made anew. */
const ready = 'ready';

let making: Promise<string> | undefined;

/** Gives the path of the environment's Python. Rejects with a plain sentence where there is no Python 3. */
export function pythonEnvironment(): Promise<string> {
  making ??= make();
  return making;
}

async function make(): Promise<string> {
  const folder = join(downloads, `python-${wandbVersion}`);
  const python =
    process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
  const made = await readFile(join(folder, ready), 'utf8').catch(() => undefined);
  if (made === wandbVersion) return python;
  const system = findOnPath('python3') ?? findOnPath('python');
  if (!system)
    throw new Error(
      'Python 3 is needed to run the real wandb package: install python3 with its venv module.',
    );
  await rm(folder, { recursive: true, force: true });
  await mkdir(downloads, { recursive: true });
  await step(
    system,
    ['-m', 'venv', folder],
    'make a Python environment (is the package python3-venv installed?)',
  );
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `wandb==${wandbVersion}`];
  await step(python, pip, `install wandb ${wandbVersion} from PyPI`);
  await writeFile(join(folder, ready), wandbVersion);
  return python;
}

async function step(program: string, args: readonly string[], what: string): Promise<void> {
  try {
    await runCommand(program, args);
  } catch (error) {
    throw new Error(`Could not ${what}.\n${error instanceof Error ? error.message : error}`);
  }
}
