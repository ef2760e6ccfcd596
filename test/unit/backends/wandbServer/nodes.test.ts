// Tests how a W&B server's words become nodes: states, times, config, script, aliases, pages.

import assert from 'node:assert/strict';
import * as v from 'valibot';
import { lineagePage } from '../../../../src/backends/wandb/lineagePage.ts';
import { type Reader, toCollection, toRun, toVersion } from '../../../../src/backends/wandbServer/nodes.ts';
import { parseId } from '../../../../src/backends/wandbServer/parseId.ts';
import * as replies from '../../../../src/backends/wandbServer/replies.ts';

const source = { label: 'W&B (api.wandb.ai)', readAt: 1 };
const reader: Reader = { source, app: 'https://wandb.ai' };
const project = { name: 'digits', entityName: 'ada' };
const runOf = (reply: object) => toRun(v.parse(replies.run, reply), reader);
const versionOf = (reply: object) => toVersion(v.parse(replies.version, reply), reader);

describe('wandbServer nodes', () => {
  it('reads a run', () => {
    const environment = {
      program: '/home/ada/digits/train.py',
      codePath: 'src/train.py',
      args: ['--fast'],
      host: 'lab',
      git: { remote: 'https://example.org/digits.git', commit: 'c0ffee' },
    };
    const reply = {
      name: 'abcd1234',
      displayName: 'vague-morning-5',
      state: 'finished',
      jobType: 'train',
      group: null,
      sweepName: 'sw33p123',
      tags: ['a'],
      notes: '',
      commit: null,
      host: 'lab',
      createdAt: '2024-05-06T07:08:09',
      heartbeatAt: '2024-05-06T07:09:09Z',
      user: { name: 'Ada', username: 'ada' },
      project,
      wandbConfig: JSON.stringify({ e: { writer: environment } }),
      config: JSON.stringify({ lr: { value: 0.1, desc: null }, _wandb: { value: {} }, odd: 3 }),
      summaryMetrics: JSON.stringify({ acc: 0.9, _runtime: 3 }),
    };
    assert.deepEqual(runOf(reply), {
      kind: 'run',
      id: 'run:ada/digits/abcd1234',
      entity: 'ada',
      project: 'digits',
      key: 'abcd1234',
      name: 'vague-morning-5',
      state: 'finished',
      jobType: 'train',
      sweep: 'sw33p123',
      tags: ['a'],
      user: 'ada',
      host: 'lab',
      startedAt: Date.UTC(2024, 4, 6, 7, 8, 9),
      endedAt: Date.UTC(2024, 4, 6, 7, 9, 9),
      program: 'src/train.py',
      args: ['--fast'],
      commit: 'c0ffee',
      remote: 'https://example.org/digits.git',
      config: { lr: 0.1, odd: 3 },
      summary: { acc: 0.9 },
      url: 'https://wandb.ai/ada/digits/runs/abcd1234',
      recorded: [source],
      declared: [],
      also: [],
      notes: [],
    });
  });

  it('knows no end of a running run, and states of its own for preempted ones', () => {
    const run = { name: 'r', project, heartbeatAt: '2024-01-01T00:00:00' };
    assert.equal(runOf({ ...run, state: 'running' })?.endedAt, undefined);
    assert.equal(runOf({ ...run, state: 'preempted' })?.state, 'killed');
    assert.equal(runOf({ ...run, state: 'preempted' })?.endedAt, Date.UTC(2024, 0, 1));
    assert.equal(runOf({ ...run, state: 'levitating' })?.state, 'unknown');
  });

  it('takes the script from whatever form the SDK wrote', () => {
    const program = (hidden: unknown) =>
      runOf({ name: 'r', project, wandbConfig: JSON.stringify(hidden) })?.program;
    assert.equal(program({ code_path: 'code/src/old.py' }), 'src/old.py');
    assert.equal(program({ e: { w: { program: 'train.py' } } }), 'train.py');
    assert.equal(program({ e: { w: { program: '<python with no main file>' } } }), undefined);
    assert.equal(program({ e: 'odd' }), undefined);
    assert.equal(program([1]), undefined);
    const whole = { _wandb: { value: { e: { w: { codePathLocal: 'a.py' } } } } };
    assert.equal(runOf({ name: 'r', project, config: JSON.stringify(whole) })?.program, 'a.py');
  });

  it('reads odd replies as less, and one without a name not at all', () => {
    const run = runOf({ name: 'r', project, tags: 3, createdAt: 'soon', config: '{NaN', user: 'ada' });
    assert.deepEqual(
      [run?.name, run?.tags, run?.startedAt, run?.config],
      ['r', undefined, undefined, undefined],
    );
    assert.equal(runOf({ name: 'r', project: null }), undefined);
    assert.equal(v.safeParse(replies.run, { displayName: 'x' }).success, false);
  });

  it('reads a version', () => {
    const reply = {
      id: 'QTI=',
      state: 'COMMITTED',
      digest: 'abc',
      size: '9007199254740993',
      fileCount: 2,
      versionIndex: 3,
      description: null,
      createdAt: '2024-05-06T07:08:09+02:00',
      tags: [{ name: 'good' }],
      ttlDurationSeconds: '86400',
      aliases: [
        { alias: 'latest', artifactCollection: { __typename: 'ArtifactSequence' } },
        { alias: 'v3', artifactCollection: { __typename: 'ArtifactSequence' } },
        { alias: 'production', artifactCollection: { __typename: 'ArtifactPortfolio', name: 'Best' } },
        { alias: 'latest', artifactCollection: { __typename: 'ArtifactPortfolio', name: 'Best' } },
      ],
      artifactType: { name: 'my model' },
      artifactSequence: { name: 'net', project },
      metadata: '{"acc":0.9}',
    };
    assert.deepEqual(versionOf(reply), {
      kind: 'version',
      id: 'version:ada/digits/net:v3',
      entity: 'ada',
      project: 'digits',
      name: 'net',
      type: 'my model',
      version: 'v3',
      aliases: ['latest'],
      linkAliases: ['Best:production'],
      tags: ['good'],
      expiresAt: Date.UTC(2024, 4, 7, 5, 8, 9),
      state: 'committed',
      digest: 'abc',
      size: 9007199254740992,
      fileCount: 2,
      createdAt: Date.UTC(2024, 4, 6, 5, 8, 9),
      metadata: { acc: 0.9 },
      url: 'https://wandb.ai/ada/digits/artifacts/my%20model/net/v3',
      recorded: [source],
      declared: [],
      also: ['version:server/QTI='],
      notes: [],
    });
  });

  it("knows a pending version by the server's key alone", () => {
    const pending = versionOf({ id: 'QTI=', state: 'PENDING', artifactSequence: { name: 'net', project } });
    assert.deepEqual(
      [pending?.id, pending?.state, pending?.version],
      ['version:server/QTI=', 'pending', undefined],
    );
    const gone = versionOf({
      id: 'QTI=',
      state: 'GARBAGE_COLLECTED',
      artifactSequence: { name: 'net', project },
    });
    assert.equal(gone?.state, 'deleted');
  });

  it('links registered models to the model registry', () => {
    const reply = v.parse(replies.collection, {
      __typename: 'ArtifactPortfolio',
      name: 'MNIST-dev',
      project: { name: 'model-registry', entityName: 'ada' },
      defaultArtifactType: { name: 'model' },
    });
    const found = toCollection(reply, reader);
    assert.deepEqual(
      [found?.id, found?.holds, found?.url],
      [
        'collection:ada/model-registry/MNIST-dev',
        'linked',
        'https://wandb.ai/ada/registry/model?selectionPath=ada%2Fmodel-registry%2FMNIST-dev',
      ],
    );
  });

  it('links the collections of a registry to its organization’s pages, by the name that people read', () => {
    const reply = v.parse(replies.collection, {
      __typename: 'ArtifactPortfolio',
      name: 'Voices',
      project: { name: 'wandb-registry-model', entityName: 'example-org' },
      defaultArtifactType: { name: 'model' },
    });
    assert.equal(toCollection(reply, reader)?.url, undefined);
    assert.equal(
      toCollection(reply, { ...reader, organizationOf: () => 'Example & Co' })?.url,
      'https://wandb.ai/orgs/Example%20%26%20Co/registry/model?selectionPath=example-org%2Fwandb-registry-model%2FVoices&view=membership',
    );
  });

  it('knows the lineage tab of a version, and of nothing else', () => {
    const reply = { id: 'QTI=', versionIndex: 3, artifactType: { name: 'model' } };
    const net = versionOf({ ...reply, artifactSequence: { name: 'net', project } });
    assert.ok(net);
    assert.equal(lineagePage(net), 'https://wandb.ai/ada/digits/artifacts/model/net/v3/lineage');
    assert.equal(lineagePage({ ...net, url: 'https://other.example/net/3' }), undefined);
  });

  it('reads ids back', () => {
    const scope = { entity: 'ada', project: 'digits' };
    assert.deepEqual(parseId('run:ada/digits/r1'), { kind: 'run', scope, key: 'r1' });
    assert.deepEqual(parseId('version:ada/digits/a/b:v0'), { kind: 'version', scope, name: 'a/b:v0' });
    assert.deepEqual(parseId('collection:ada/digits/net'), { kind: 'collection', scope, name: 'net' });
    assert.deepEqual(parseId('version:server/QTI='), { kind: 'artifact', key: 'QTI=' });
    assert.deepEqual(
      (
        ['run:?/digits/r', 'run:ada/?/r', 'version:client/abc', 'script:a/b/c.py', 'version:a/b/c:?'] as const
      ).map(parseId),
      Array(5).fill(undefined),
    );
  });
});
