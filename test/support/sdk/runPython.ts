// Runs Python scripts with the real wandb package against a given server, away from the user's own settings.
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pythonEnvironment } from './pythonEnvironment.ts';

export interface PythonRun {
  /** The script; a relative path starts at `cwd`. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly cwd: string;
  /** A folder for the SDK's home, cache and settings; the caller removes it. */
  readonly home: string;
  readonly server: { readonly url: string; readonly key: string };
  readonly env?: Readonly<Record<string, string>>;
  /** Another Python than that of `pythonEnvironment`. */
  readonly python?: string;
}

/** Gives what the script printed to standard output. Rejects with all it printed when its exit code is not 0. */
export async function runPython(run: PythonRun): Promise<string> {
  const { script, args = [], cwd, home, server, env } = run;
  const python = run.python ?? (await pythonEnvironment());
  const settings = { cwd, env: { ...(await neutralEnvironment(home, server)), ...env } };
  return new Promise((resolve, reject) => {
    execFile(
      python,
      [script, ...args],
      { ...settings, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`${script}: ${error.message}\n${stdout}${stderr}`));
        else resolve(stdout);
      },
    );
  });
}

/** Nothing of the caller's environment but the search path: no account, no proxy, no settings of their own. */
export async function neutralEnvironment(
  home: string,
  server: { readonly url: string; readonly key: string },
): Promise<Readonly<Record<string, string>>> {
  await mkdir(home, { recursive: true });
  const system = process.platform === 'win32' ? { SYSTEMROOT: process.env.SYSTEMROOT ?? '' } : {};
  return {
    ...system,
    PATH: process.env.PATH ?? '',
    HOME: home,
    USERPROFILE: home,
    TMPDIR: home,
    USER: 'ada',
    LOGNAME: 'ada',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONIOENCODING: 'utf-8',
    WANDB_BASE_URL: server.url,
    WANDB_API_KEY: server.key,
    WANDB_ERROR_REPORTING: 'false',
    WANDB_DISABLE_GIT: 'true',
    WANDB_SILENT: 'true',
    WANDB_CACHE_DIR: join(home, 'cache'),
    WANDB_CONFIG_DIR: join(home, 'config'),
    WANDB_DATA_DIR: join(home, 'data'),
    NO_PROXY: '127.0.0.1',
  };
}
