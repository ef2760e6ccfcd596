// Reading for a map: it tells how far it is, stops when it is told to, and says what it has not read.
import assert from 'node:assert/strict';
import { oneStep } from '../../../src/backends/memory.ts';
import { MapReading, type MapSource } from '../../../src/editor/mapReading.ts';
import { lineage } from '../../support/lineage/build.ts';

const chain = lineage('a -logged-> x:v0', 'x:v0 -used-> b', 'b -logged-> y:v0', 'y:v0 -used-> c');
const source: MapSource = {
  ready: async () => undefined,
  around: async (ids) => oneStep(chain, ids),
  readOn: async () => undefined,
  problems: async () => [],
};
const { signal } = new AbortController();
const names = (nodes: Iterable<string>) => [...nodes].map((id) => id.split('/').at(-1)).sort();

describe('reading for a map', () => {
  it('tells how many are known after every step', async () => {
    const heard: number[] = [];
    const reading = new MapReading(source, (known) => heard.push(known));
    const { known, truncated } = await reading.walk('run:ada/mnist/a', { limit: 100 }, signal);
    assert.equal(known.nodes.size, 5);
    assert.equal(truncated, false);
    assert.ok(heard.length > 1 && heard.every((it, index) => index === 0 || it > (heard[index - 1] ?? 0)));
  });

  it('ends with what it has when the reader has had enough, and does not look complete', async () => {
    const reading = new MapReading(source, () => reading.stop());
    const walked = await reading.walk('run:ada/mnist/a', { limit: 100 }, signal);
    assert.equal(reading.stopped, true);
    assert.deepEqual(names(walked.known.nodes.keys()), ['a', 'x:v0']);
    assert.deepEqual(names(walked.known.open), ['x:v0']);
    assert.equal(walked.truncated, true);
    assert.equal(await reading.further(walked, ['version:ada/mnist/x:v0'], signal).then(() => true), true);
  });

  it('lets go of a question that is never answered', async () => {
    const silent: MapSource = {
      ...source,
      around: (_ids, inner) =>
        new Promise((_resolve, reject) => inner.addEventListener('abort', () => reject(inner.reason))),
    };
    const reading = new MapReading(silent, () => undefined);
    const walking = reading.walk('run:ada/mnist/a', { limit: 100 }, signal);
    reading.stop();
    assert.equal((await walking).known.nodes.size, 0);
  });

  it('fails as its source does', async () => {
    const failing: MapSource = { ...source, around: () => Promise.reject(new Error('Oh.')) };
    const reading = new MapReading(failing, () => undefined);
    await assert.rejects(reading.walk('run:ada/mnist/a', { limit: 100 }, signal), /Oh/);
  });
});
