// A remembered backend asks each question once, and keeps no failure.

import assert from 'node:assert/strict';
import { apart } from '../../../src/backends/apart.ts';
import { memoryBackend } from '../../../src/backends/memory.ts';
import { recall } from '../../../src/backends/recall.ts';
import { remembered } from '../../../src/backends/remembered.ts';
import { several } from '../../../src/backends/several.ts';
import { guide } from '../../support/lineage/build.ts';

const { signal } = new AbortController();

function counted(fail: () => boolean = () => false) {
  let asked = 0;
  const backend = memoryBackend('wandb', 'W&B', async () => {
    asked++;
    if (fail()) throw new Error('no');
    return { lineage: guide, problems: [] };
  });
  return { backend: remembered(backend, recall({ now: () => 0 })), asked: () => asked };
}

describe('remembered', () => {
  it('asks once, also while the answer is on its way', async () => {
    const { backend, asked } = counted();
    const [first, second] = await Promise.all([
      backend.runs(undefined, signal),
      backend.runs(undefined, signal),
    ]);
    assert.equal(first, second);
    await backend.runs(undefined, signal);
    assert.equal(asked(), 1);
  });

  it('knows when it was told what a name points to, also that nothing is called so', async () => {
    let time = 5;
    const nothing = { collection: 'nothing' };
    const inner = memoryBackend('wandb', 'W&B', async () => ({ lineage: guide, problems: [] }));
    const one = remembered(inner, recall({ now: () => time }));
    const other = apart(remembered(inner, recall({ now: () => time })), 'other');
    const all = several([inner, one, other]);
    assert.equal(all.askedAt?.(nothing), undefined);
    await other.find({ ...nothing, server: 'other' }, signal);
    assert.equal(other.askedAt?.({ ...nothing, server: 'other' }), 5);
    assert.equal(other.askedAt?.({ ...nothing, server: 'third' }), undefined);
    time += 30_000;
    assert.equal(await all.find(nothing, signal), undefined);
    assert.deepEqual([all.askedAt?.(nothing), one.askedAt?.(nothing)], [5, 30_005]);
    time += 60_000;
    await all.find(nothing, signal);
    assert.equal(all.askedAt?.(nothing), 90_005);
  });

  it('asks again after a failure', async () => {
    let fail = true;
    const { backend, asked } = counted(() => fail);
    await assert.rejects(backend.runs(undefined, signal));
    fail = false;
    assert.equal((await backend.runs(undefined, signal)).items.length, 3);
    assert.equal(asked(), 2);
  });

  it('leaves the answer to the others when one who asked has gone', async () => {
    const { backend, asked } = counted();
    const gone = new AbortController();
    const lost = backend.runs(undefined, gone.signal);
    const kept = backend.runs(undefined, signal);
    gone.abort();
    await assert.rejects(lost);
    assert.equal((await kept).items.length, 3);
    assert.equal(asked(), 1);
  });
});
