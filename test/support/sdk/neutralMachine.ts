// Runs the real SDK on a machine that exists for the moment only, so that what it writes down names nobody's machine.
// Needs Linux and root: a host name, a home folder and Pythons of their own, in Linux namespaces.

import { spawnSync } from 'node:child_process';
import { mkdir, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runCommand } from '../hosts/command.ts';
import { repository } from '../hosts/paths.ts';
import { pythonEnvironment } from './pythonEnvironment.ts';

export const neutralHome = '/home/ada';

const inside = '--inside';

/**
 * Starts `program` (relative to the repository) again in namespaces, where `work` is done; here, on the real machine,
 * it gives true when that has succeeded. There it never returns true. Rejects when the work failed.
 * `pythons` are folders below the home, each with the release of wandb that its Python has.
 */
export async function onNeutralMachine(
  program: string,
  pythons: Readonly<Record<string, string>>,
  work: () => Promise<void>,
): Promise<boolean> {
  if (process.argv.includes(inside)) {
    await furnish(pythons);
    await work();
    return false;
  }
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new Error('This can be made on Linux by root only: it needs namespaces.');
  for (const version of Object.values(pythons)) await pythonEnvironment(version);
  const made = await mkdir(neutralHome, { recursive: true });
  const again = [process.execPath, '--no-warnings', join(repository, program), inside];
  const { status } = spawnSync('unshare', ['--uts', '--mount', '--fork', ...again], { stdio: 'inherit' });
  if (made) await rmdir(neutralHome);
  if (status !== 0) throw new Error('Nothing was made.');
  return true;
}

/** The environment that goes with the machine; git is not disabled. */
export const neutralSettings: Readonly<Record<string, string>> = {
  WANDB_DISABLE_GIT: 'false',
  TZ: 'UTC',
  PYTHONPATH: join(neutralHome, 'site'),
  SHELL: '/bin/sh',
};

/** What is mounted and named here is gone with this process. */
async function furnish(pythons: Readonly<Record<string, string>>): Promise<void> {
  await runCommand('hostname', ['ada-desk']);
  await runCommand('mount', ['-t', 'tmpfs', 'home', neutralHome]);
  for (const [folder, version] of Object.entries(pythons)) {
    await mkdir(join(neutralHome, folder));
    const real = dirname(dirname(await pythonEnvironment(version)));
    await runCommand('mount', ['--bind', real, join(neutralHome, folder)]);
  }
  // A Python that does not tell the kernel's build.
  await mkdir(join(neutralHome, 'site'));
  const system = 'Linux-6.12.0-x86_64-with-glibc2.36';
  const custom = `import platform\n\nplatform.platform = lambda *args, **kwargs: "${system}"\n`;
  await writeFile(join(neutralHome, 'site', 'sitecustomize.py'), custom);
}

/** Makes a folder a git repository with one commit of all it holds, and a remote that names nobody; gives the commit. */
export async function commitAll(folder: string, remote: string, message: string): Promise<string> {
  const date = '2026-11-23T09:00:00Z';
  const person = { NAME: 'Ada', EMAIL: 'ada@example.com', DATE: date };
  const who = Object.entries(person).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  const env = { PATH: process.env.PATH, HOME: neutralHome, ...Object.fromEntries(who) };
  const git = (...args: readonly string[]) => runCommand('git', args, { cwd: folder, env });
  await git('init', '--quiet', '--initial-branch', 'main');
  await git('remote', 'add', 'origin', remote);
  await git('add', '.');
  await git('commit', '--quiet', '--message', message);
  return (await git('rev-parse', 'HEAD')).trim();
}
