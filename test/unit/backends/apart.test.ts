// Two servers may have projects, runs and artifacts of the same names: they stay apart, and names find their own server's.

import assert from 'node:assert/strict';
import { apart } from '../../../src/backends/apart.ts';
import type { Backend } from '../../../src/backends/backend.ts';
import { memoryBackend } from '../../../src/backends/memory.ts';
import { several } from '../../../src/backends/several.ts';
import { superseded } from '../../../src/lineage/fold.ts';
import { type Lineage, type NodeId, runId, versionId } from '../../../src/lineage/model.ts';
import { newerOf } from '../../../src/lineage/newer.ts';
import { walk } from '../../../src/lineage/walk.ts';
import { lineage, linesOf } from '../../support/lineage/build.ts';

const { signal } = new AbortController();
const scope = { entity: 'ada', project: 'mnist' };

function on(server: string, held: Lineage): Backend {
  return apart(
    memoryBackend('wandb', `W&B (${server})`, async () => ({ lineage: held, problems: [] })),
    server,
  );
}

function two() {
  return several([
    on('one.example', lineage('make -logged-> data:v0', 'data:v0 -used-> train')),
    on('two.example', lineage('make -logged-> data:v0', 'data:v0 -used-> evaluate')),
  ]);
}

describe('servers apart', () => {
  it('keep what has the same names apart', async () => {
    const { items } = await two().runs(undefined, signal);
    assert.deepEqual(items.map(({ name, server }) => `${name} ${server}`).sort(), [
      'evaluate two.example',
      'make one.example',
      'make two.example',
      'train one.example',
    ]);
    assert.equal(new Set(items.map(({ id }) => id)).size, 4);
  });

  it('answer around their own nodes alone', async () => {
    const both = two();
    const start: NodeId = versionId({ ...scope, server: 'two.example' }, 'data', 'v0');
    const found = await walk(start, (ids) => both.around(ids, signal), { limit: 99 }, signal);
    assert.deepEqual(linesOf(found.lineage), ['data:v0 -used-> evaluate r', 'make -logged-> data:v0 r']);
    assert.equal(found.focus, start);
  });

  it('find a name where its code runs', async () => {
    const both = two();
    const name = { ...scope, collection: 'data', alias: 'v0' };
    for (const server of ['one.example', 'two.example'])
      assert.equal((await both.find({ ...name, server }, signal))?.server, server);
    assert.equal(await both.find({ ...name, server: 'three.example' }, signal), undefined);
  });

  it('have no newer versions of what another has', async () => {
    const both = several([
      on('one.example', lineage('data:v0 -used-> train')),
      on('two.example', lineage('data:v1 -used-> train')),
    ]);
    await both.learnAll(signal);
    const all = both.seen();
    assert.equal([...all.nodes.values()].filter(({ kind }) => kind === 'version').length, 2);
    assert.deepEqual([newerOf(all).size, superseded(all).size], [0, 0]);
  });

  it('are joined with what a folder knows of a run, where that can be only one', async () => {
    const local = memoryBackend('local', 'wandb/', async () => ({
      lineage: lineage('data:v0 -used-> train'),
      problems: [],
    }));
    const all = several([
      on('one.example', lineage('make -logged-> data:v0', 'data:v0 -used-> train')),
      local,
    ]);
    const { items } = await all.runs(undefined, signal);
    const train = items.filter(({ name }) => name === 'train');
    assert.equal(train.length, 1);
    assert.equal(train[0]?.server, 'one.example');
    assert.ok(train[0]?.also.includes(runId(scope, 'train')) || train[0]?.id === runId(scope, 'train'));
  });
});
