// The real wandb package runs the guide's pipeline against the test server, and its public API tells the lineage back.
import assert from 'node:assert/strict';
import { cp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { repository, temporaryFolder } from '../support/hosts/paths.ts';
import { runPipeline } from '../support/sample/pipeline.ts';
import { askOracle } from '../support/sdk/oracle.ts';
import { pythonEnvironment } from '../support/sdk/pythonEnvironment.ts';
import { runPython } from '../support/sdk/runPython.ts';
import { startWandbServer, type WandbServer } from '../support/wandbServer/server.ts';
import { fromJson, toJson } from '../support/wandbServer/state.ts';

const guide = [
  { kind: 'linked', from: 'mnist_model:v0', to: 'model-registry/MNIST-dev' },
  { kind: 'logged', from: 'jumping-monkey-1', to: 'mnist_dataset:v0' },
  { kind: 'logged', from: 'vague-morning-5', to: 'mnist_model:v0' },
  { kind: 'used', from: 'mnist_dataset:v0', to: 'vague-morning-5' },
  { kind: 'used', from: 'mnist_model:v0', to: 'serene-haze-6' },
];

describe('the real SDK and the test server', function () {
  this.timeout(60_000);
  let folder: string;
  let server: WandbServer;
  const oracle = (from: WandbServer) =>
    askOracle('ada/mnist-lineage', { cwd: folder, home: join(folder, 'home'), server: from });

  before(async function () {
    // Installs the package on a machine that runs this for the first time.
    this.timeout(600_000);
    await pythonEnvironment();
    folder = await temporaryFolder('sdk');
    server = await startWandbServer();
  });

  after(async () => {
    await server?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it('runs the sample', async () => {
    const project = join(folder, 'mnist');
    await cp('media/sample', project, { recursive: true, filter: (path) => !/[\\/]wandb$/.test(path) });
    await runPipeline({ folder: project, home: join(folder, 'home'), server });
    const names = await readdir(join(project, 'wandb'));
    assert.deepEqual(
      names
        .filter((name) => name.startsWith('run-'))
        .map((name) => name.slice(-8))
        .sort(),
      ['jm1dq7xa', 'sh6w9p3c', 'vm5k2r8t'],
    );
    assert.deepEqual(server.unknown, []);
  });

  it('tells every edge, and no other', async () => {
    assert.deepEqual(await oracle(server), guide);
    assert.deepEqual(server.unknown, []);
  });

  it('tells the same from a saved state', async () => {
    const again = await startWandbServer({ state: fromJson(toJson(server.state)) });
    try {
      assert.deepEqual(await oracle(again), guide);
    } finally {
      await again.close();
    }
  });

  it('tells the same from the recorded sample', async () => {
    const recorded = await startWandbServer({
      state: fromJson(await readFile('test/fixtures/sample/server.json', 'utf8')),
    });
    try {
      assert.deepEqual(await oracle(recorded), guide);
      assert.deepEqual(JSON.parse(await readFile('test/fixtures/sample/oracle.json', 'utf8')), guide);
      assert.deepEqual(recorded.unknown, []);
    } finally {
      await recorded.close();
    }
  });

  it('knows versions, aliases, registries, and runs that resume or fail', async () => {
    const other = await startWandbServer();
    const home = join(folder, 'home');
    try {
      const script = join(repository, 'test', 'support', 'sdk', 'versions.py');
      await runPython({ script, cwd: folder, home, server: other });
      assert.deepEqual(await askOracle('ada/versions', { cwd: folder, home, server: other }), [
        { kind: 'linked', from: 'model:v0', to: 'wandb-registry-model/Shared' },
        { kind: 'logged', from: 'maker', to: 'data:v0' },
        { kind: 'logged', from: 'maker', to: 'data:v1' },
        { kind: 'logged', from: 'maker', to: 'data:v2' },
        { kind: 'logged', from: 'maker', to: 'elsewhere:v0' },
        { kind: 'logged', from: 'user', to: 'model:v0' },
        { kind: 'used', from: 'data:v1', to: 'user' },
        { kind: 'used', from: 'elsewhere:v0', to: 'user' },
      ]);
      assert.deepEqual(other.unknown, []);
    } finally {
      await other.close();
    }
  });
});
