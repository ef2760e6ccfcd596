// Questions of one moment go out as one request, and who leaves takes nobody along.

import assert from 'node:assert/strict';
import { together } from '../../../../src/backends/wandbServer/together.ts';

const { signal } = new AbortController();

function doubling() {
  const asked: (readonly number[])[] = [];
  const ask = together(3, async (questions: readonly number[], stop) => {
    stop.throwIfAborted();
    asked.push([...questions]);
    return questions.map((it) => it * 2);
  });
  return { ask, asked };
}

describe('questions together', () => {
  it('go out in one request, up to its size', async () => {
    const { ask, asked } = doubling();
    assert.deepEqual(await Promise.all([1, 2, 3, 4].map((it) => ask(it, signal))), [2, 4, 6, 8]);
    assert.deepEqual(asked, [[1, 2, 3], [4]]);
  });

  it('are answered though another left in the same moment', async () => {
    const { ask } = doubling();
    const leaving = new AbortController();
    const left = ask(1, leaving.signal);
    leaving.abort(new Error('no longer wanted'));
    await assert.rejects(left, /no longer wanted/);
    assert.equal(await ask(2, signal), 4);
  });
});
