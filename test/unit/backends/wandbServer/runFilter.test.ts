// Runs are narrowed by the server: of thousands only those asked for come, whatever page they would be on.

import assert from 'node:assert/strict';
import type { RunQuery } from '../../../../src/backends/backend.ts';
import { runFilter } from '../../../../src/backends/wandbServer/runFilter.ts';
import { wandbServer } from '../../../../src/backends/wandbServer/wandbServer.ts';
import { runQuery } from '../../../../src/join/runQuery.ts';
import { plainView, selectRuns } from '../../../../src/join/runView.ts';
import { generateProject } from '../../../support/wandbServer/generateProject.ts';
import { startWandbServer, type WandbServer } from '../../../support/wandbServer/server.ts';
import { hostWith, signal } from './world.ts';

const scope = { entity: 'ada', project: 'p' };

describe('a filter of runs', () => {
  let server: WandbServer;
  before(async () => {
    server = await startWandbServer({ state: generateProject({ ...scope, runs: 2000 }) });
    server.state.runs[3]?.tags.push('best');
  });
  after(async () => {
    await server.close();
    assert.deepEqual(server.unknown, []);
  });

  async function named(query: RunQuery): Promise<readonly string[]> {
    const backend = wandbServer({ host: hostWith(fetch), url: server.url, key: server.key, scopes: [scope] });
    return (await backend.runs(undefined, signal, query)).items.map(({ name }) => name);
  }

  it('finds the oldest of two thousand in one page', async () => {
    assert.deepEqual(await named({ name: ['Ingest-0'] }), ['ingest-0']);
    assert.deepEqual(await named({ tag: ['best'] }), ['train-3']);
    assert.deepEqual(await named({ sweep: ['sweep0'], name: ['train-1', '-4'] }).then((it) => it.length), 21);
    assert.deepEqual(await named({ jobType: ['ingest'], state: ['finished'], user: ['ada'] }), [
      ...Array.from({ length: 10 }, (_, index) => `ingest-${(9 - index) * 200}`),
    ]);
    assert.deepEqual(await named({ group: ['nobody'] }), []);
  });

  it('begins with the oldest where the view does', async () => {
    const query = runQuery({ ...plainView, order: 'oldest' });
    assert.deepEqual(query, { oldestFirst: true });
    assert.deepEqual((await named(query ?? {})).slice(0, 3), ['ingest-0', 'train-1', 'train-2']);
    assert.deepEqual((await named({ name: ['ingest'], oldestFirst: true })).slice(0, 2), [
      'ingest-0',
      'ingest-200',
    ]);
  });

  it('gives all that the view would pick, in whatever letters', async () => {
    const conditions = [
      { field: 'name', value: 'EVALUATE-1' },
      { field: 'state', value: 'finished' },
      { field: 'script', value: 'evaluate.py' },
    ] as const;
    const view = { ...plainView, conditions };
    const query = runQuery(view);
    assert.deepEqual(query, { name: ['EVALUATE-1'], state: ['finished'] });
    const backend = wandbServer({ host: hostWith(fetch), url: server.url, key: server.key, scopes: [scope] });
    const { items } = await backend.runs(undefined, signal, query);
    assert.ok(items.length >= 10);
    assert.equal(selectRuns(items, view, (run) => run.program).length, items.length);
  });

  it('leaves out nothing for what it cannot say, and no text is a pattern', () => {
    assert.equal(runFilter({}), undefined);
    assert.equal(runFilter({ state: ['finished', 'unknown'] }), undefined);
    assert.equal(runQuery({ ...plainView, conditions: [{ field: 'script', value: 'a.py' }] }), undefined);
    const filter = JSON.parse(runFilter({ name: ['a.b(1)'] }) ?? '');
    assert.deepEqual(filter, { $and: [{ displayName: { $regex: '[aA]\\.[bB]\\(1\\)' } }] });
  });
});
