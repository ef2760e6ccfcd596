// Runs other programs: to their end, or in the background with everything they start.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const windows = process.platform === 'win32';

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program to its end and gives its output; fails with that output when the exit code is not 0. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const settings = { ...options, shell: windows, maxBuffer: 64 * 1024 * 1024 };
    execFile(program, args, settings, (error, stdout, stderr) => {
      if (error) reject(new Error(`${program} ${args.join(' ')}: ${error.message}\n${stdout}${stderr}`));
      else resolve(`${stdout}${stderr}`);
    });
  });
}

export interface Background {
  readonly process: ChildProcess;
  /** The last of what it printed, for the message when it does not come up. */
  readonly output: () => string;
  /** Resolves when the program has ended, by itself or not. */
  readonly ended: Promise<void>;
  /** Ends the program and everything it started. */
  readonly close: () => Promise<void>;
}

/** Starts a program as the leader of its own process group, so that nothing it starts outlives it. */
export function startInBackground(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Background {
  const child = spawn(program, args, { ...options, detached: !windows, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-20_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.on('error', (error) => keep(Buffer.from(error.message)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const killAtExit = () => killGroup(child, 'SIGKILL');
  process.once('exit', killAtExit);
  return {
    process: child,
    output: () => output,
    ended,
    close: async () => {
      process.off('exit', killAtExit);
      if (child.pid === undefined) return;
      killGroup(child, 'SIGTERM');
      const force = setTimeout(() => killGroup(child, 'SIGKILL'), 3000);
      await ended;
      clearTimeout(force);
      killGroup(child, 'SIGKILL');
    },
  };
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (windows) spawn('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    else process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}

/** The full path of a program on the PATH, or undefined. */
export function findOnPath(program: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, program);
    if (isExecutable(path)) return path;
  }
  return undefined;
}

/** Whether the file exists and may be run. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
