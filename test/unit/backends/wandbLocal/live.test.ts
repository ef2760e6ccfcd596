// Runs that are going: they appear with their folder, grow with their log, end, vanish; only what is new is read.

import assert from 'node:assert/strict';
import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Files, type Host, noCache } from '../../../../src/backends/host.ts';
import { type LocalRuns, localRuns } from '../../../../src/backends/wandbLocal/localRuns.ts';
import { cacheIn } from '../../../../src/cli/nodeCache.ts';
import { nodeHost } from '../../../../src/cli/nodeHost.ts';
import { inEnglish } from '../../../../src/lineage/sentence.ts';
import { sampleRun } from '../../../support/sample/runFolder.ts';

const { signal } = new AbortController();
const source = sampleRun('vm5k2r8t');
const name = basename(source);
const logName = 'run-vm5k2r8t.wandb';

/** A host that counts what is read of logs. */
function counting(host: Host) {
  const read = { opened: 0, bytes: 0, listed: 0 };
  const files: Files = {
    ...host.files,
    async open(path, inner) {
      const file = await host.files.open(path, inner);
      read.opened++;
      return {
        ...file,
        async read(into, position, own) {
          const count = await file.read(into, position, own);
          read.bytes += count;
          return count;
        },
      };
    },
    list(path, inner) {
      read.listed++;
      return host.files.list(path, inner);
    },
  };
  return { host: { ...host, files }, read };
}

async function lines(backend: LocalRuns) {
  const { items } = await backend.runs(undefined, signal);
  const { edges } = await backend.around(
    items.map((run) => run.id),
    signal,
  );
  return { runs: items.map((run) => `${run.name} ${run.state}`), edges: edges.length };
}

describe('a run that is going', () => {
  let project = '';
  let folder = '';
  let log = '';
  let whole: Uint8Array;
  let now = 0;

  beforeEach(async () => {
    project = await mkdtemp(join(tmpdir(), 'artifact-lineage-live-'));
    folder = join(project, 'wandb', name);
    log = join(folder, logName);
    whole = await readFile(join(source, logName));
    now = Date.now();
    await mkdir(folder, { recursive: true });
  });
  afterEach(() => rm(project, { recursive: true, force: true }));

  const hostNow = (): Host => ({ ...nodeHost(), now: () => now });

  it('stands there from its folder’s first second, grows, ends and vanishes', async () => {
    const backend = localRuns(hostNow(), [project]);
    assert.deepEqual(await lines(backend), { runs: ['vm5k2r8t running'], edges: 0 });
    await mkdir(join(folder, 'files'));
    await cp(join(source, 'files', 'wandb-metadata.json'), join(folder, 'files', 'wandb-metadata.json'));
    await writeFile(log, whole.subarray(0, 7));
    backend.refresh?.([log]);
    const [begun] = (await backend.runs(undefined, signal)).items;
    assert.deepEqual([begun?.program, begun?.state, begun?.notes], ['train.py', 'running', []]);
    await appendFile(log, whole.subarray(7, 1200));
    backend.refresh?.([log]);
    assert.deepEqual(await lines(backend), { runs: ['vague-morning-5 running'], edges: 0 });
    await appendFile(log, whole.subarray(1200));
    backend.refresh?.([log]);
    assert.deepEqual(await lines(backend), { runs: ['vague-morning-5 finished'], edges: 1 });
    await rm(folder, { recursive: true });
    backend.refresh?.([folder]);
    assert.deepEqual(await lines(backend), { runs: [], edges: 0 });
  });

  it('is met when its folder comes after the others were read', async () => {
    const backend = localRuns(hostNow(), [project]);
    await lines(backend);
    const second = join(project, 'wandb', 'offline-run-20261123_170000-later001');
    await mkdir(second);
    backend.refresh?.([second]);
    assert.deepEqual((await lines(backend)).runs, ['later001 running', 'vm5k2r8t running']);
    const nested = join(project, 'deeper', 'wandb', 'run-20261123_180000-deeper01');
    await mkdir(nested, { recursive: true });
    backend.refresh?.([nested]);
    assert.equal((await lines(backend)).runs.length, 3);
  });

  it('is seen in a folder of another name that is linked to, or that only its logs tell', async () => {
    await rename(join(project, 'wandb'), join(project, 'store'));
    await symlink(join(project, 'store'), join(project, 'wandb'));
    const kept = join(project, 'kept', name.replace('vm5k2r8t', 'first001'));
    await mkdir(kept, { recursive: true });
    await writeFile(join(kept, 'run-first001.wandb'), '');
    const { host, read } = counting(hostNow());
    const backend = localRuns(host, [project]);
    assert.deepEqual((await lines(backend)).runs, ['first001 running', 'vm5k2r8t running']);
    const seen = await realpath(join(project, 'store', name));
    read.listed = 0;
    await writeFile(join(seen, logName), whole);
    backend.refresh?.([join(seen, logName)]);
    assert.deepEqual((await lines(backend)).runs, ['vague-morning-5 finished', 'first001 running']);
    assert.equal(read.listed, 0);
    // One more comes, and what is only called so.
    const second = kept.replace('first001', 'second01');
    await mkdir(join(project, 'kept', 'run-tests'));
    await mkdir(second);
    await writeFile(join(second, 'run-second01.wandb'), '');
    backend.refresh?.([second, join(project, 'kept', 'run-tests')]);
    assert.deepEqual((await lines(backend)).runs.sort(), [
      ...['first001 running', 'second01 running', 'vague-morning-5 finished'],
    ]);
  });

  it('is read from where it was left, and others not at all', async () => {
    await writeFile(log, whole.subarray(0, 1200));
    await cp(sampleRun('sh6w9p3c'), join(project, 'wandb', basename(sampleRun('sh6w9p3c'))), {
      recursive: true,
    });
    const { host, read } = counting(hostNow());
    const backend = localRuns(host, [project]);
    await lines(backend);
    Object.assign(read, { opened: 0, bytes: 0, listed: 0 });
    await appendFile(log, whole.subarray(1200));
    backend.refresh?.([log]);
    assert.equal((await lines(backend)).edges, 2);
    assert.deepEqual([read.opened, read.listed], [1, 0]);
    assert.ok(read.bytes <= whole.length, String(read.bytes));
    backend.refresh?.([log]);
    await lines(backend);
    assert.equal(read.opened, 1, 'nothing is new');
  });

  it('falls silent with time alone, and the second look sees it', async () => {
    await writeFile(log, whole.subarray(0, 1200));
    const backend = localRuns(hostNow(), [project]);
    assert.deepEqual((await lines(backend)).runs, ['vague-morning-5 running']);
    assert.deepEqual(await backend.changed(signal), []);
    now += 10 * 60_000;
    const changed = await backend.changed(signal);
    assert.deepEqual(
      changed.map((path) => basename(path)),
      [name],
    );
    backend.refresh?.(changed);
    const [run] = (await backend.runs(undefined, signal)).items;
    assert.equal(run?.state, 'unknown');
    assert.match(run?.notes.map(inEnglish).join() ?? '', /ends in the middle of a record/);
    assert.deepEqual([backend.running(), await backend.changed(signal)], [[], []]);
  });

  it('has crashed when its process is gone from this machine, and goes on while it lives', async () => {
    await cp(source, folder, { recursive: true });
    await writeFile(log, whole.subarray(0, 1200));
    const metadata = JSON.parse(await readFile(join(folder, 'files', 'wandb-metadata.json'), 'utf8'));
    const silent = new Date(now - 3600_000);
    for (const file of [logName, 'files/output.log', 'files/wandb-summary.json'])
      await utimes(join(folder, file), silent, silent);
    const stateWith = async (machine: Host['machine']) => {
      const { items } = await localRuns({ ...hostNow(), ...(machine && { machine }) }, [project]).runs(
        undefined,
        signal,
      );
      return items[0]?.state;
    };
    assert.equal(await stateWith({ name: metadata.host, alive: () => false, networks: () => '' }), 'crashed');
    assert.equal(await stateWith({ name: metadata.host, alive: () => true, networks: () => '' }), 'running');
    assert.equal(
      await stateWith({ name: 'another machine', alive: () => false, networks: () => '' }),
      'unknown',
    );
  });

  it('goes on in silence while its process lives, although it has not written down its machine yet', async () => {
    await writeFile(log, whole.subarray(0, 7));
    await mkdir(join(folder, 'logs'));
    const written = new Date(now - 3600_000);
    const stateIn = async (home: string, alive: boolean) => {
      const said = `INFO Configure stats pid to 4711\nINFO Logging user logs to ${home}/logs/debug.log\n`;
      await writeFile(join(folder, 'logs', 'debug.log'), said);
      await utimes(log, written, written);
      const host = {
        ...hostNow(),
        machine: { name: 'any', alive: (it: number) => it === 4711 && alive, networks: () => '' },
      };
      const { items } = await localRuns(host, [project]).runs(undefined, signal);
      return items[0]?.state;
    };
    assert.equal(await stateIn(await realpath(folder), true), 'running');
    // The folder may be another machine's as well: that its process is not here says nothing.
    assert.equal(await stateIn(await realpath(folder), false), 'unknown');
    assert.equal(await stateIn('/elsewhere', true), 'unknown');
  });

  it('is read by all who ask at once, a single time', async () => {
    await writeFile(log, whole);
    const { host, read } = counting(hostNow());
    const backend = localRuns(host, [project]);
    await Promise.all([lines(backend), lines(backend), backend.problems(signal)]);
    assert.equal(read.opened, 1);
  });
});

describe('the index of run folders', () => {
  let project = '';

  beforeEach(async () => {
    project = await mkdtemp(join(tmpdir(), 'artifact-lineage-index-'));
    for (const key of ['vm5k2r8t', 'sh6w9p3c', 'jm1dq7xa'])
      await cp(sampleRun(key), join(project, 'wandb', basename(sampleRun(key))), { recursive: true });
  });
  afterEach(() => rm(project, { recursive: true, force: true }));

  /** A start of the program, long after the runs ended: what it says, and how many logs it opened. */
  async function start(cache = join(project, 'cache')) {
    const kept: Promise<void>[] = [];
    const inner = cacheIn(cache);
    const set = (...it: Parameters<typeof inner.set>) => {
      kept.push(inner.set(...it));
      return kept.at(-1) ?? Promise.resolve();
    };
    const { host, read } = counting({
      ...nodeHost({ ...inner, set }),
      now: () => Date.now() + 3600_000,
    });
    const backend = localRuns(host, [project]);
    const said = await lines(backend);
    const runs = (await backend.runs(undefined, signal)).items.map(({ recorded, ...run }) => run);
    await Promise.all(kept);
    return { said, runs, opened: read.opened, kept: kept.length };
  }

  it('saves a second start from opening any log, and says the same', async () => {
    const first = await start();
    const second = await start();
    assert.deepEqual([first.opened, second.opened], [3, 0]);
    assert.deepEqual([second.said, second.runs], [first.said, first.runs]);
    assert.deepEqual([first.kept, second.kept], [1, 0]);
  });

  it('is not written for every step of a run that is going, but once it has ended', async () => {
    let written = 0;
    let now = Date.now();
    const cache = { ...noCache, set: async () => void written++ };
    const going = join(project, 'wandb', 'run-20261123_170000-going001');
    const log = join(going, 'run-going001.wandb');
    const whole = await readFile(join(source, logName));
    await mkdir(going);
    const backend = localRuns({ ...nodeHost(cache), now: () => now }, [project]);
    const writtenAfter = async (bytes: Uint8Array, later: number) => {
      now += later;
      await appendFile(log, bytes);
      backend.refresh?.([log]);
      await lines(backend);
      return written;
    };
    const counts: number[] = [];
    for (let at = 0; at < 1200; at += 200)
      counts.push(await writtenAfter(whole.subarray(at, at + 200), 1000));
    assert.deepEqual(counts, [1, 1, 1, 1, 1, 1]);
    assert.equal(await writtenAfter(whole.subarray(1200, 1300), 60_000), 2);
    assert.equal(await writtenAfter(whole.subarray(1300), 1000), 3);
  });

  it('reads again what changed', async () => {
    await start();
    await appendFile(join(project, 'wandb', name, logName), new Uint8Array(9));
    const second = await start();
    assert.equal(second.opened, 1);
  });

  it('is dropped without a word when it is damaged', async () => {
    const first = await start();
    const { readdir } = await import('node:fs/promises');
    for (const file of await readdir(join(project, 'cache')))
      await writeFile(join(project, 'cache', file), 'artifact-lineage 1 0\n{"nonsense": [');
    const second = await start();
    assert.deepEqual([second.opened, second.said], [3, first.said]);
  });
});
