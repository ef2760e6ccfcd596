// Files of artifacts where the real SDK leaves them on a machine: staged while offline, in its cache once downloaded.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listedFiles } from '../../../../src/backends/wandbLocal/listedFiles.ts';
import { localRuns } from '../../../../src/backends/wandbLocal/localRuns.ts';
import { locate } from '../../../../src/backends/wandbLocal/locate.ts';
import { nodeHost } from '../../../../src/cli/nodeHost.ts';
import type { ArtifactVersion } from '../../../../src/lineage/model.ts';
import { repository, temporaryFolder } from '../../../support/hosts/paths.ts';
import { runPython } from '../../../support/sdk/runPython.ts';
import { startWandbServer } from '../../../support/wandbServer/server.ts';

const { signal } = new AbortController();
const scripts = join(repository, 'test', 'support', 'sdk', 'folders');

describe('files of artifacts on this machine', function () {
  this.timeout(300_000);
  let folder = '';
  const host = () => ({
    ...nodeHost(),
    env: (name: string) => (name === 'WANDB_CACHE_DIR' ? join(folder, 'home', 'cache') : undefined),
    home: undefined,
  });

  before(async () => {
    folder = await temporaryFolder('locate');
    const env = { TRUTH_FILE: join(folder, 'truth.json'), WANDB_CONSOLE: 'off' };
    const setting = { cwd: folder, home: join(folder, 'home') };
    const nowhere = { url: 'http://127.0.0.1:9', key: 'x'.repeat(40) };
    const offline = { ...env, WANDB_MODE: 'offline' };
    await runPython({ ...setting, script: join(scripts, 'offline.py'), server: nowhere, env: offline });
    const server = await startWandbServer();
    try {
      await runPython({ ...setting, script: join(scripts, 'online.py'), server, env });
    } finally {
      await server.close();
    }
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('are found staged, or where a file reference points', async () => {
    const backend = localRuns(host(), [folder]);
    const find = async (name: string) => {
      const found = await backend.find({ collection: name, alias: 'latest' }, signal);
      const files = await backend.files?.of(found as ArtifactVersion, signal);
      assert.ok(files);
      return Object.fromEntries(
        await Promise.all(
          files.map(async (file) => {
            const path = await backend.files?.locate(file, signal);
            return [file.path, path && (await readFile(path, 'utf8'))];
          }),
        ),
      );
    };
    assert.deepEqual(await find('raw'), {
      'a.txt': 'this is a.txt',
      'folder/b.txt': 'this is folder/b.txt',
    });
    assert.deepEqual(await find('pointers'), { 'rows.csv': undefined, 'local.csv': 'x\n1\n' });
  });

  it('are listed by the file beside the log where they are very many', async () => {
    const cwd = join(folder, 'many');
    await mkdir(cwd);
    const script = join(repository, 'test', 'support', 'sdk', 'listed.py');
    const server = { url: 'http://127.0.0.1:9', key: 'x'.repeat(40) };
    const home = join(folder, 'home');
    await runPython({ script, cwd, home, server, env: { WANDB_MODE: 'offline' } });
    const backend = localRuns(host(), [cwd]);
    const found = await backend.find({ collection: 'many', alias: 'latest' }, signal);
    const files = await backend.files?.of(found as ArtifactVersion, signal);
    assert.deepEqual(
      files?.map(({ path, size, ref }) => [path, size, ref]),
      [
        ...['0.txt', '1.txt', '2.txt'].map((path) => [path, 5, undefined]),
        ['rows.csv', undefined, 'store://bucket/rows'],
      ],
    );
    const path = files?.[1] && (await locate(host(), files[1], signal));
    assert.equal(path && (await readFile(path, 'utf8')), 'row 1');
    const lists = join(home, 'data', 'artifacts', 'staging', 'artifact_manifests');
    const [list = ''] = await readdir(lists);
    await writeFile(join(lists, list), 'no gzip');
    assert.equal(await backend.files?.of(found as ArtifactVersion, signal), undefined);
    await rm(lists, { recursive: true });
    assert.equal(await backend.files?.of(found as ArtifactVersion, signal), undefined);
  });

  it('are found in the cache by their digest, when the size is right', async () => {
    const digest = createHash('md5').update('two').digest('base64');
    const path = await locate(host(), { path: 'rows.txt', size: 3, digest }, signal);
    assert.ok(path);
    assert.equal(await readFile(path, 'utf8'), 'two');
    assert.equal(await locate(host(), { path: 'rows.txt', size: 4, digest }, signal), undefined);
  });

  it('are not taken from anything but a file', async () => {
    const path = join(folder, 'some');
    await mkdir(path);
    assert.equal(await locate(host(), { path: 'x', localPath: path }, signal), undefined);
    await writeFile(join(path, 'x'), '');
    assert.equal(await locate(host(), { path: 'x', size: 1, localPath: join(path, 'x') }, signal), undefined);
    assert.equal(await locate(host(), { path: 'x', digest: '../../../etc/passwd' }, signal), undefined);
  });

  it('are not looked for on another machine, whatever a log says', async () => {
    const asked: string[] = [];
    const stat = async (path: string) => {
      asked.push(path);
      return { kind: 'file' as const, size: 1, modifiedAt: 0 };
    };
    const watched = { ...host(), files: { ...host().files, stat } };
    for (const file of [
      { localPath: '\\\\server\\share\\x' },
      { localPath: '//server/x' },
      { ref: 'file:////server/x' },
    ])
      assert.equal(await locate(watched, { path: 'x', ...file }, signal), undefined);
    assert.equal(await listedFiles(watched.files, '//server/x.manifest_contents.jl.gz', signal), undefined);
    assert.deepEqual(asked, []);
  });
});
