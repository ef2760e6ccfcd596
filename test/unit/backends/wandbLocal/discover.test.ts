// Where run folders are found: several `wandb/` folders, links, and places that are told.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discover, runFolder } from '../../../../src/backends/wandbLocal/discover.ts';
import { runRoots } from '../../../../src/backends/wandbLocal/runRoots.ts';
import { nodeHost } from '../../../../src/cli/nodeHost.ts';

const { signal } = new AbortController();

describe('run folders', () => {
  let root = '';

  beforeEach(async () => {
    root = await realpath(await mkdtemp(join(tmpdir(), 'artifact-lineage-discover-')));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const make = (...paths: readonly string[]) =>
    Promise.all(paths.map((path) => mkdir(join(root, path), { recursive: true })));

  async function found(...roots: readonly string[]) {
    const { folders, bases, problems } = await discover(
      nodeHost().files,
      roots.map((path) => join(root, path)),
      signal,
    );
    assert.deepEqual(problems, []);
    const short = (path: string) => path.slice(root.length + 1);
    return { folders: folders.map(({ path }) => short(path)).sort(), bases: bases.map(short).sort() };
  }

  it('are found in every wandb folder of a workspace, hidden ones included', async () => {
    await make(
      'p/wandb/run-20260101_000000-a',
      'p/sub/.wandb/offline-run-20260101_000000-b',
      'p/wandb/latest',
    );
    await make('p/node_modules/x/wandb/run-20260101_000000-c', 'p/.git/wandb/run-20260101_000000-d');
    assert.deepEqual(await found('p'), {
      folders: ['p/sub/.wandb/offline-run-20260101_000000-b', 'p/wandb/run-20260101_000000-a'],
      bases: ['p/sub/.wandb', 'p/wandb'],
    });
  });

  it('are found once, however many links and roots lead to them', async () => {
    await make('p', 'far/wandb/run-20260101_000000-a');
    await symlink(join(root, 'far', 'wandb'), join(root, 'p', 'wandb'));
    await symlink(
      join(root, 'far', 'wandb', 'run-20260101_000000-a'),
      join(root, 'far', 'wandb', 'latest-run'),
    );
    const expected = { folders: ['far/wandb/run-20260101_000000-a'], bases: ['far/wandb'] };
    assert.deepEqual(await found('p'), expected);
    assert.deepEqual(await found('p', 'far', 'far/wandb', 'p/wandb'), expected);
  });

  it('are found although links go round in circles', async () => {
    await make('p/a/wandb/run-20260101_000000-a');
    await symlink(join(root, 'p'), join(root, 'p', 'a', 'up'));
    await symlink(join(root, 'p', 'self'), join(root, 'p', 'self'));
    await symlink(join(root, 'p', 'a'), join(root, 'p', 'b'));
    assert.deepEqual((await found('p')).folders, ['p/a/wandb/run-20260101_000000-a']);
  });

  it('are found in a project that is itself called wandb, and beside those that lie in it directly', async () => {
    await make('wandb/wandb/run-20260101_000000-a', 'wandb/run-20260101_000000-b', 'wandb/src/.wandb/run-c');
    assert.deepEqual(await found('wandb'), {
      folders: ['wandb/run-20260101_000000-b', 'wandb/src/.wandb/run-c', 'wandb/wandb/run-20260101_000000-a'],
      bases: ['wandb', 'wandb/src/.wandb', 'wandb/wandb'],
    });
  });

  it('are found in a folder of another name that a link calls wandb, logs or not', async () => {
    await make('p', 'far/store/run-20260101_000000-a');
    await symlink(join(root, 'far', 'store'), join(root, 'p', 'wandb'));
    assert.deepEqual(await found('p'), {
      folders: ['far/store/run-20260101_000000-a'],
      bases: ['far/store'],
    });
  });

  it('are found elsewhere by their logs, and not taken for what is only called so', async () => {
    await make('run-lab/src/run-tests/wandb/run-20260101_000000-a', 'run-lab/offline-run-configs');
    await make('run-lab/kept/run-20260101_000000-b');
    await writeFile(join(root, 'run-lab/kept/run-20260101_000000-b/run-b.wandb'), '');
    await writeFile(join(root, 'run-lab/offline-run-configs/run-a.wandb.bak'), '');
    const folders = [
      'run-lab/kept/run-20260101_000000-b',
      'run-lab/src/run-tests/wandb/run-20260101_000000-a',
    ];
    const bases = ['run-lab/kept', 'run-lab/src/run-tests/wandb'];
    assert.deepEqual(await found('run-lab'), { folders, bases });
    assert.deepEqual((await found('run-lab/kept')).bases, ['run-lab/kept']);
  });

  it('may come where there are none yet', async () => {
    await make('p/sub/wandb', 'far');
    await symlink(join(root, 'far'), join(root, 'told'));
    assert.deepEqual((await found('p', 'told')).bases, ['p/sub/wandb']);
    const { roots } = await discover(nodeHost().files, [join(root, 'told')], signal);
    assert.deepEqual(roots, [join(root, 'far')]);
  });

  it('may be named themselves', async () => {
    await make('p/run-20260101_000000-a');
    await writeFile(join(root, 'p/run-20260101_000000-a/run-a.wandb'), '');
    const itself = { folders: ['p/run-20260101_000000-a'], bases: [] };
    assert.deepEqual(await found('p/run-20260101_000000-a'), itself);
  });

  it('say when they began, and their id however it is written', () => {
    const { key, online, startedAt } = runFolder('/w/wandb/offline-run-20261123_153000-a-b') ?? {};
    assert.deepEqual([key, online, startedAt], ['a-b', false, new Date(2026, 10, 23, 15, 30).getTime()]);
    assert.equal(runFolder('/w/wandb/run-20261399_996199-x')?.key, 'x');
    assert.equal(runFolder('/w/wandb/latest-run'), undefined);
  });

  it('lie where the SDK and the user say', () => {
    const host = {
      ...nodeHost(),
      home: '/home/ada',
      env: (name: string) => (name === 'WANDB_DIR' ? 'out' : undefined),
    };
    assert.deepEqual(runRoots(host, '/w', ['~/runs', '/data', 'C:\\runs', '../x', '/w']), [
      ...['/w', '/w/out', '/home/ada/runs', '/data', 'C:/runs', '/w/../x'],
    ]);
    assert.deepEqual(runRoots({ ...host, env: () => undefined }, '/w'), ['/w']);
  });
});
