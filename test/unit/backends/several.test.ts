// Several backends answer as one: each edge keeps its sources, and one that fails does not take the others with it.

import assert from 'node:assert/strict';
import { type Backend, BackendError } from '../../../src/backends/backend.ts';
import { memoryBackend } from '../../../src/backends/memory.ts';
import { several } from '../../../src/backends/several.ts';
import { type Lineage, lineageOf, versionId } from '../../../src/lineage/model.ts';
import { sentence } from '../../../src/lineage/sentence.ts';
import { walk } from '../../../src/lineage/walk.ts';
import { guide, lineage, linesOf, run } from '../../support/lineage/build.ts';
import { problemTexts } from '../../support/problemTexts.ts';

const { signal } = new AbortController();
const scope = { entity: 'ada', project: 'mnist' };

function backend(label: string, held: Lineage): Backend {
  return memoryBackend('file', label, async () => ({ lineage: held, problems: [] }));
}

function broken(): Backend {
  return memoryBackend('wandb', 'W&B', async () => {
    throw new BackendError('unreachable', sentence('W&B is out of reach.'));
  });
}

describe('several', () => {
  it('continues in one backend where another ends', async () => {
    const left = backend('left', lineage('jumping-monkey-1 -logged-> mnist_dataset:v0'));
    const right = backend('right', lineage('mnist_dataset:v0 -used-> vague-morning-5'));
    const both = several([left, right]);
    const start = versionId(scope, 'mnist_dataset', 'v0');
    const found = await walk(start, (ids) => both.around(ids, signal), { limit: 99 }, signal);
    assert.deepEqual(linesOf(found.lineage), [
      'jumping-monkey-1 -logged-> mnist_dataset:v0 r',
      'mnist_dataset:v0 -used-> vague-morning-5 r',
    ]);
  });

  it('finds in a backend, by name, what another knows without its entity', async () => {
    const folder = run(
      'vague-morning-5',
      { recorded: [{ label: 'folder', readAt: 0 }] },
      { project: 'mnist' },
    );
    const local = backend('folder', lineageOf([folder], []));
    const both = several([backend('file', guide), local]);
    const [seen] = await both.findRuns('vague-morning-5', signal);
    const around = await several([local, backend('file', guide)]).around([folder.id], signal);
    assert.equal(seen?.id, 'run:ada/mnist/vague-morning-5');
    assert.deepEqual(around.edges, [], 'not seen yet: the id alone does not say the entity');
    assert.equal((await both.around([seen.id], signal)).edges.length, 2);
  });

  it('joins a run that has ended here with its twin, of which the server still hears', async () => {
    const facts = { key: 'abc123', state: 'running' as const, startedAt: 1000 };
    const twin = { ...run('vague-morning-5', { ...facts, id: 'run:ada/mnist/abc123' }), blindTo: undefined };
    const { blindTo: _, ...remote } = twin;
    const local = run(
      'vague-morning-5',
      {
        ...facts,
        id: 'run:?/mnist/abc123',
        state: 'failed',
        endedAt: 5000,
        exitCode: 1,
        folder: '/w/wandb/run-abc123',
        blindTo: ['logged', 'linked'],
        recorded: [{ label: 'folder', readAt: 0 }],
      },
      { project: 'mnist' },
    );
    const both = several([
      backend('W&B', lineageOf([remote], [])),
      backend('folder', lineageOf([local], [])),
    ]);
    const { items } = await both.runs(undefined, signal);
    const [one] = items;
    assert.equal(items.length, 1);
    assert.deepEqual(
      [one?.id, one?.state, one?.endedAt, one?.exitCode, one?.blindTo],
      ['run:ada/mnist/abc123', 'failed', 5000, 1, undefined],
    );
    assert.deepEqual(one?.recorded.map(({ label }) => label).sort(), ['folder', 'test']);
  });

  it('lists each thing once', async () => {
    const both = several([backend('one', guide), backend('two', guide)]);
    assert.equal((await both.runs(undefined, signal)).items.length, 3);
    const names = (await both.collections(undefined, signal)).items.map((it) => it.name).sort();
    assert.deepEqual(names, ['MNIST-dev', 'mnist_dataset', 'mnist_model']);
  });

  it('answers without a backend that fails, and says so', async () => {
    const both = several([broken(), backend('file', guide)]);
    assert.equal((await both.runs(undefined, signal)).items.length, 3);
    assert.deepEqual(await problemTexts(both), ['W&B is out of reach.']);
  });

  it('does not ask again what is out of reach', async () => {
    let asked = 0;
    const away = memoryBackend('wandb', 'W&B', async () => {
      asked++;
      throw new BackendError('unreachable', sentence('W&B is out of reach.'));
    });
    const both = several([away, backend('file', guide)]);
    for (let times = 0; times < 3; times++) await both.runs(undefined, signal);
    assert.equal(asked, 1);
  });

  it('asks one that remembers all the same, and says once that it is out of reach', async () => {
    const text = 'W&B is out of reach.';
    const lab: Backend = {
      ...backend('lab', lineage('kept-in-mind -logged-> x:v0')),
      remembers: true,
      find: () => Promise.reject(new BackendError('unreachable', sentence(text))),
      problems: async () => [{ text: sentence('{0} And so on.', text) }],
    };
    const both = several([lab, backend('file', guide)]);
    await both.find({ collection: 'nothing' }, signal);
    assert.deepEqual(await problemTexts(both), [`${text} And so on.`]);
    const runs = await both.runs(undefined, signal);
    assert.ok(runs.items.some(({ name }) => name === 'kept-in-mind'));
  });

  it('fails when all fail', async () => {
    await assert.rejects(several([broken()]).runs(undefined, signal), /out of reach/);
  });

  it('is empty without backends', async () => {
    assert.deepEqual((await several([]).runs(undefined, signal)).items, []);
  });
});
