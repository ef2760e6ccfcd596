// Makes the run folders that readers are tested with, by several releases of the real SDK. Needs Linux and root.
//
//   node test/support/sdk/folders/make.ts
//
// What is there stays as it is: remove a fixture to have it made again. Beside each one's run folders lie `truth.json`,
// what the script knows that it did, and for online ones `oracle.json`, the edges that the server recorded. Logs are kept
// gzipped when they are large.
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { repository } from '../../hosts/paths.ts';
import { traces } from '../../sample/traces.ts';
import { startWandbServer } from '../../wandbServer/server.ts';
import { keepRunFolders } from '../keepRunFolders.ts';
import { commitAll, neutralHome, neutralSettings, onNeutralMachine } from '../neutralMachine.ts';
import { askOracle } from '../oracle.ts';
import { wandbVersion } from '../pythonEnvironment.ts';
import { runPython } from '../runPython.ts';

/** The newest release when the fixtures were last added to. */
const newest = '0.31.0';
/** The last release whose Python wrote the log, an early one whose Go core did, that of the other tests, and the newest. */
const releases = ['0.16.6', '0.19.11', wandbVersion, newest];

const target = join(repository, 'test', 'fixtures', 'folders');

interface Fixture {
  readonly script: string;
  readonly releases: readonly string[];
  readonly online?: boolean;
}

const fixtures: readonly Fixture[] = [
  { script: 'offline', releases },
  { script: 'killed', releases },
  { script: 'online', releases, online: true },
  { script: 'forked', releases: releases.slice(1), online: true },
  { script: 'rewound', releases: [newest] },
  { script: 'large', releases: [wandbVersion] },
];

const missing = fixtures.flatMap((fixture) =>
  fixture.releases
    .map((release) => ({ fixture, release, name: `${fixture.script}-${release}` }))
    .filter(({ name }) => !existsSync(join(target, name))),
);

const scripts = join(repository, 'test', 'support', 'sdk', 'folders');
const largestPlain = 64 * 1024;
const noServer = { url: 'http://127.0.0.1:9', key: 'local'.padEnd(40, '0') };

async function makeAll(): Promise<void> {
  for (const { fixture, release, name } of missing) await makeOne(fixture, release, name);
}

async function makeOne({ script, online }: Fixture, release: string, name: string): Promise<void> {
  const home = join(neutralHome, name);
  const cwd = join(home, 'project');
  await mkdir(cwd, { recursive: true });
  await cp(scripts, cwd, { recursive: true, filter: (path) => !path.endsWith('.ts') });
  await writeFile(join(cwd, '.gitignore'), '*\n!*.py\n');
  const commit = await commitAll(cwd, 'https://github.com/example/away.git', 'Scripts that make runs');
  const kept = join(target, name);
  await mkdir(kept, { recursive: true });
  const truth = join(kept, 'truth.json');
  const env = { ...neutralSettings, WANDB_CONSOLE: 'off', WANDB_START_METHOD: 'thread', TRUTH_FILE: truth };
  const server = online ? await startWandbServer() : undefined;
  try {
    const setting = { cwd, home, server: server ?? noServer };
    const python = join(neutralHome, `python-${release}`, 'bin', 'python');
    const mode = { WANDB_MODE: online ? 'online' : 'offline' };
    const args = ['--rows', '3', 'two words'];
    await runPython({ ...setting, script: `${script}.py`, args, python, env: { ...env, ...mode } }).catch(
      (error: unknown) => {
        if (script !== 'killed') throw new Error(`${release}: ${error}\n${server?.unknown.join('\n')}`);
      },
    );
    await keepRunFolders(join(cwd, 'wandb'), join(kept, 'wandb'), ['requirements.txt', 'debug.log.1']);
    const facts = { release, commit, program: `${script}.py`, args, host: 'ada-desk', user: 'ada' };
    const runs: unknown = JSON.parse(await readFile(truth, 'utf8'));
    await writeFile(truth, `${JSON.stringify({ ...facts, runs }, null, 1)}\n`);
    if (!server) return;
    const asking = join(neutralHome, `python-${wandbVersion}`, 'bin', 'python');
    const edges = await askOracle('ada/folders', { ...setting, python: asking, env: neutralSettings });
    if (server.unknown.length > 0) throw new Error(`The server did not know: ${server.unknown.join(', ')}`);
    await writeFile(join(kept, 'oracle.json'), `${JSON.stringify(edges, null, 1)}\n`);
  } catch (error) {
    await rm(kept, { recursive: true });
    throw error;
  } finally {
    await server?.close();
    if (existsSync(kept)) await squeeze(kept);
  }
}

/** Gzips what is large. */
async function squeeze(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const content = entry.isFile() ? await readFile(path) : Buffer.alloc(0);
    if (content.length <= largestPlain) continue;
    await writeFile(`${path}.gz`, gzipSync(content, { level: 9 }));
    await rm(path);
  }
}

async function main(): Promise<void> {
  const needed = new Set([wandbVersion, ...missing.map(({ release }) => release)]);
  const pythons = Object.fromEntries([...needed].map((release) => [`python-${release}`, release]));
  if (!(await onNeutralMachine('test/support/sdk/folders/make.ts', pythons, makeAll))) return;
  const found = await traces([target]);
  if (found.length > 0) throw new Error(`The fixtures name this machine:\n${found.join('\n')}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
