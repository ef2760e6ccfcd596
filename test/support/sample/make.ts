// Makes the recorded part of the sample again: run folders, the server's state, the oracle's edges, the lineage file.
// Needs Linux and root.
//
//   node test/support/sample/make.ts
//
// The real SDK runs the sample on a machine that exists for the moment only: a host name, a home folder and a Python of
// their own, in Linux namespaces. So what it writes down about the machine names nobody's.
import { execFile, spawnSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { runCommand } from '../hosts/command.ts';
import { repository } from '../hosts/paths.ts';
import { askOracle } from '../sdk/oracle.ts';
import { pythonEnvironment } from '../sdk/pythonEnvironment.ts';
import { startWandbServer } from '../wandbServer/server.ts';
import { fromJson, toJson } from '../wandbServer/state.ts';
import { runPipeline } from './pipeline.ts';
import { traces } from './traces.ts';

const home = '/home/ada';
const project = join(home, 'mnist');
const sample = join(repository, 'media', 'sample');
const fixtures = join(repository, 'test', 'fixtures', 'sample');
const inside = '--inside';

/** On the real machine: starts this program again in namespaces of its own, then looks for traces of the machine. */
async function outside(): Promise<void> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new Error('The sample can be made on Linux by root only: it needs namespaces.');
  await pythonEnvironment();
  const made = await mkdir(home, { recursive: true });
  const namespaces = ['--uts', '--mount', '--fork'];
  const program = [
    process.execPath,
    '--no-warnings',
    join(repository, 'test', 'support', 'sample', 'make.ts'),
  ];
  const { status } = spawnSync('unshare', [...namespaces, ...program, inside], { stdio: 'inherit' });
  if (made) await rmdir(home);
  if (status !== 0) throw new Error('The sample was not made.');
  await exportLineage();
  const found = await traces([join(sample, 'wandb'), fixtures]);
  if (found.length > 0) throw new Error(`The sample names this machine:\n${found.join('\n')}`);
}

/** The lineage file, as our own command line exports it from the server. */
async function exportLineage(): Promise<void> {
  const state = fromJson(await readFile(join(fixtures, 'server.json'), 'utf8'));
  const server = await startWandbServer({ state });
  try {
    const program = [process.execPath, '--no-warnings', join(repository, 'src', 'cli', 'main.ts')];
    const args = ['lineage', 'mnist_model:v0', '--dir', sample, '--backend', 'wandb', '--format', 'json'];
    const env = { PATH: process.env.PATH, HOME: home, WANDB_BASE_URL: server.url, WANDB_API_KEY: server.key };
    const json = await outputOf([...program, ...args], env);
    await writeFile(join(sample, 'mnist.lineage.json'), json);
  } finally {
    await server.close();
  }
}

function outputOf([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { env }, (error, stdout, stderr) =>
      error ? reject(new Error(`${error.message}\n${stderr}`)) : resolve(stdout),
    );
  });
}

/** In the namespaces: what is mounted and named here is gone with this process. */
async function inNamespaces(): Promise<void> {
  const python = join(home, 'python');
  await runCommand('hostname', ['ada-desk']);
  await runCommand('mount', ['-t', 'tmpfs', 'home', home]);
  await mkdir(python);
  await runCommand('mount', ['--bind', dirname(dirname(await pythonEnvironment())), python]);
  await layProject();
  const server = await startWandbServer();
  try {
    const setting = { home, server, python: join(python, 'bin', 'python') };
    const env = { WANDB_DISABLE_GIT: 'false', TZ: 'UTC', PYTHONPATH: join(home, 'site'), SHELL: '/bin/sh' };
    await runPipeline({ ...setting, folder: project, env });
    const edges = await askOracle('ada/mnist-lineage', { ...setting, cwd: home });
    if (server.unknown.length > 0) throw new Error(`The server did not know: ${server.unknown.join(', ')}`);
    await keepRunFolders();
    await mkdir(fixtures, { recursive: true });
    await writeFile(join(fixtures, 'server.json'), toJson(server.state));
    await writeFile(join(fixtures, 'oracle.json'), `${JSON.stringify(edges, null, 2)}\n`);
  } finally {
    await server.close();
  }
}

/** The scripts in a git repository with a neutral remote, and a Python that does not tell the kernel's build. */
async function layProject(): Promise<void> {
  const runFolders = join(sample, 'wandb');
  const made = (path: string) => path === runFolders || path.endsWith('.lineage.json');
  await cp(sample, project, { recursive: true, filter: (path) => !made(path) });
  await writeFile(join(project, '.gitignore'), 'wandb/\nartifacts/\nmodel.json\n');
  const date = '2026-11-23T09:00:00Z';
  const person = { NAME: 'Ada', EMAIL: 'ada@example.com', DATE: date };
  const who = Object.entries(person).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  const env = { PATH: process.env.PATH, HOME: home, ...Object.fromEntries(who) };
  const git = (...args: readonly string[]) => runCommand('git', args, { cwd: project, env });
  await git('init', '--quiet', '--initial-branch', 'main');
  await git('remote', 'add', 'origin', 'https://github.com/example/mnist.git');
  await git('add', '.');
  await git('commit', '--quiet', '--message', 'The guide, in small');
  await mkdir(join(home, 'site'));
  const system = 'Linux-6.12.0-x86_64-with-glibc2.36';
  const custom = `import platform\n\nplatform.platform = lambda *args, **kwargs: "${system}"\n`;
  await writeFile(join(home, 'site', 'sitecustomize.py'), custom);
}

/** All but symbolic links, which a VSIX cannot hold, the SDK's diagnostics of itself, and its empty folders. */
async function keepRunFolders(): Promise<void> {
  const target = join(sample, 'wandb');
  await rm(target, { recursive: true, force: true });
  const dropped = new Set(['tmp', 'debug-internal.log', 'debug-core.log']);
  for (const entry of await readdir(join(project, 'wandb'), { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    await cp(join(entry.parentPath, entry.name), join(target, entry.name), {
      recursive: true,
      filter: (path) => !dropped.has(path.slice(path.lastIndexOf(sep) + 1)),
    });
  }
}

const work = process.argv.includes(inside) ? inNamespaces() : outside();
work.catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
