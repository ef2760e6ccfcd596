// Tests the backend over real HTTP against the test W&B server: the guide's lineage, by walking, in few requests.

import assert from 'node:assert/strict';
import { wandbServer } from '../../../../src/backends/wandbServer/wandbServer.ts';
import { merge } from '../../../../src/lineage/merge.ts';
import { walk } from '../../../../src/lineage/walk.ts';
import { problemTexts } from '../../../support/problemTexts.ts';
import { startWandbServer, type WandbServer } from '../../../support/wandbServer/server.ts';
import {
  type ArtifactRow,
  emptyState,
  globalId,
  type RunRow,
  type State,
} from '../../../support/wandbServer/state.ts';
import { hostWith, signal } from './world.ts';

const at = (minute: number) => `2024-01-01T00:0${minute}:00Z`;

function run(number: number, name: string, more: Partial<RunRow>): RunRow {
  const environment = { e: { writer: { program: `${name}.py`, codePath: `src/${name}.py` } } };
  return {
    id: globalId('Run', number),
    project: 'P',
    name,
    displayName: `${name}-${number}`,
    description: null,
    notes: null,
    tags: [],
    state: 'finished',
    group: null,
    jobType: name,
    commit: null,
    host: 'lab',
    sweepName: null,
    config: JSON.stringify({ _wandb: { value: environment }, lr: { value: 0.1 } }),
    summaryMetrics: '{}',
    createdAt: at(number),
    heartbeatAt: at(number),
    historyTail: null,
    eventsTail: null,
    historyLineCount: 0,
    eventsLineCount: 0,
    logLineCount: 0,
    used: [],
    logged: [],
    files: {},
    ...more,
  };
}

function artifact(id: string, sequence: string, createdBy: string): ArtifactRow {
  return {
    id,
    sequence,
    createdBy,
    state: 'COMMITTED',
    versionIndex: 0,
    digest: id,
    digestAlgorithm: 'MANIFEST_MD5',
    clientId: null,
    sequenceClientId: null,
    description: null,
    metadata: '{"rows":3}',
    tags: [],
    wanted: [],
    createdAt: at(0),
    manifest: null,
    files: [],
  };
}

/** What the guide's pipeline leaves: a data set, a model trained on it and registered, an evaluation. */
function guide(): State {
  const [data, model] = [globalId('Artifact', 1), globalId('Artifact', 2)];
  const project = { number: 1, createdAt: at(0), description: null };
  const collection = { project: 'P', description: null, createdAt: at(0) };
  const member = { versionIndex: 0, aliases: ['latest'], createdAt: at(0) };
  const used = (id: string) => [{ artifact: id, usedAs: [] }];
  return {
    ...emptyState(),
    projects: [
      { ...project, id: 'P', entity: 'ada', name: 'mnist' },
      { ...project, id: 'R', entity: 'ada', name: 'model-registry', number: 2 },
    ],
    runs: [
      run(1, 'log', { logged: [data] }),
      run(2, 'train', { used: used(data), logged: [model] }),
      run(3, 'evaluate', { used: used(model) }),
    ],
    collections: [
      { ...collection, id: 'C1', kind: 'ArtifactSequence', name: 'mnist_dataset', type: 'dataset' },
      { ...collection, id: 'C2', kind: 'ArtifactSequence', name: 'mnist_model', type: 'model' },
      { ...collection, id: 'C3', kind: 'ArtifactPortfolio', name: 'MNIST-dev', type: 'model', project: 'R' },
    ],
    artifacts: [artifact(data, 'C1', globalId('Run', 1)), artifact(model, 'C2', globalId('Run', 2))],
    memberships: [
      { ...member, id: 'M1', collection: 'C1', artifact: data },
      { ...member, id: 'M2', collection: 'C2', artifact: model, aliases: ['latest', 'best'] },
      { ...member, id: 'M3', collection: 'C3', artifact: model },
    ],
  };
}

describe('wandbServer against the test server', () => {
  let server: WandbServer;
  const backendFor = (key = server.key) =>
    wandbServer({ host: hostWith(fetch), url: server.url, key, scopes: [{ project: 'mnist' }] });

  beforeEach(async () => {
    server = await startWandbServer({ state: guide() });
  });
  afterEach(async () => {
    await server.close();
    assert.deepEqual(server.unknown, []);
  });

  it("walks the guide's lineage from the model in one request for each step", async () => {
    const backend = backendFor();
    const model = await backend.find({ collection: 'mnist_model', alias: 'v0' }, signal);
    assert.ok(model);
    const { lineage, truncated } = await walk(
      model.id,
      (ids, inner) => backend.around(ids, inner),
      { limit: 100 },
      signal,
    );
    assert.deepEqual(lineage.edges.map(({ kind, from, to }) => `${kind} ${from} ${to}`).sort(), [
      'linked version:ada/mnist/mnist_model:v0 collection:ada/model-registry/MNIST-dev',
      'logged run:ada/mnist/log version:ada/mnist/mnist_dataset:v0',
      'logged run:ada/mnist/train version:ada/mnist/mnist_model:v0',
      'used version:ada/mnist/mnist_dataset:v0 run:ada/mnist/train',
      'used version:ada/mnist/mnist_model:v0 run:ada/mnist/evaluate',
    ]);
    assert.equal(truncated, false);
    assert.equal(merge([lineage]).lineage.nodes.size, 6);
    assert.deepEqual(
      server.requests.map((it) => it.operation),
      ['Viewer', 'Find', 'Around', 'Around', 'Around', 'Around'],
    );
  });

  it('fills in what a node is when it is asked about', async () => {
    const lineage = await backendFor().around(
      ['run:ada/mnist/train', 'version:ada/mnist/mnist_model:v0'],
      signal,
    );
    const train = lineage.nodes.get('run:ada/mnist/train');
    assert.ok(train?.kind === 'run');
    assert.deepEqual(
      [train.name, train.jobType, train.state, train.program, train.user, train.config, train.startedAt],
      ['train-2', 'train', 'finished', 'src/train.py', 'ada', { lr: 0.1 }, Date.parse(at(2))],
    );
    const model = lineage.nodes.get('version:ada/mnist/mnist_model:v0');
    assert.ok(model?.kind === 'version');
    assert.deepEqual(
      [model.version, model.aliases, model.type, model.state, model.metadata],
      ['v0', ['latest', 'best'], 'model', 'committed', { rows: 3 }],
    );
  });

  it('lists runs with their scripts, collections and versions, and finds by alias, name and id', async () => {
    const backend = backendFor();
    const runs = await backend.runs(undefined, signal);
    assert.deepEqual(
      runs.items.map((it) => [it.name, it.program]),
      [
        ['evaluate-3', 'src/evaluate.py'],
        ['train-2', 'src/train.py'],
        ['log-1', 'src/log.py'],
      ],
    );
    const { items } = await backend.collections(undefined, signal);
    assert.deepEqual(
      items.map((it) => [it.name, it.holds]),
      [
        ['mnist_dataset', 'own'],
        ['mnist_model', 'own'],
        ['MNIST-dev', 'linked'],
      ],
    );
    for (const collection of items.slice(1))
      assert.deepEqual(
        (await backend.versions(collection, undefined, signal)).items.map((it) => it.id),
        ['version:ada/mnist/mnist_model:v0'],
      );
    const best = await backend.find({ collection: 'mnist_model', alias: 'best' }, signal);
    const linked = await backend.find(
      { project: 'model-registry', collection: 'MNIST-dev', alias: 'v0' },
      signal,
    );
    assert.deepEqual([best?.id, linked?.id], Array(2).fill('version:ada/mnist/mnist_model:v0'));
    assert.equal(
      (await backend.find({ collection: 'mnist_model' }, signal))?.id,
      'collection:ada/mnist/mnist_model',
    );
    assert.equal((await backend.findRuns('train-2', signal))[0]?.key, 'train');
    assert.equal((await backend.findRuns('train', signal))[0]?.name, 'train-2');
    assert.deepEqual(await problemTexts(backend), []);
  });

  it('starts from a registered model and reaches everything upstream', async () => {
    const backend = backendFor();
    const { lineage } = await walk(
      'collection:ada/model-registry/MNIST-dev',
      (ids, inner) => backend.around(ids, inner),
      { limit: 100 },
      signal,
    );
    assert.equal(lineage.nodes.has('run:ada/mnist/log'), true);
    assert.equal(lineage.nodes.has('run:ada/mnist/evaluate'), false);
  });

  it('finds many names at a server that bears few at once, in no larger parts from then on', async () => {
    const backend = backendFor();
    const names = Array.from({ length: 12 }, (_, index) => (index === 7 ? 'mnist_model' : `gone-${index}`));
    const find = () => Promise.all(names.map((collection) => backend.find({ collection }, signal)));
    server.switches.mostFields = 3;
    const found = await find();
    assert.deepEqual(
      found.flatMap((it, index) => (it ? [index] : [])),
      [7],
    );
    const statuses = () =>
      server.requests.splice(0).flatMap((it) => (it.operation === 'Viewer' ? [] : it.status));
    assert.deepEqual(statuses(), [413, 413, 200, 200, 200, 200]);
    await find();
    assert.deepEqual(statuses(), [200, 200, 200, 200]);
    const runs = await Promise.all(
      ['train', 'nobody', 'log', 'no', 'none'].map((it) => backend.findRuns(it, signal)),
    );
    assert.deepEqual(
      runs.map(([run]) => run?.key),
      ['train', undefined, 'log', undefined, undefined],
    );
    server.switches.mostFields = 0;
    await assert.rejects(find(), /finds the question too large/);
  });

  it('is signed out with a key that the server does not accept', async () => {
    await assert.rejects(backendFor('k'.repeat(39)).runs(undefined, signal), { trouble: 'signedOut' });
  });
});
