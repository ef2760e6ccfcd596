// Tests that answers are shared by those who ask the same, and given up when nobody waits.

import assert from 'node:assert/strict';
import { shared } from '../../../src/backends/shared.ts';

const { signal } = new AbortController();

/** A question whose answer comes when the test says so. */
function question() {
  const asked: { resolve(value: string): void; reject(error: Error): void; signal: AbortSignal }[] = [];
  const ask = (inner: AbortSignal) =>
    new Promise<string>((resolve, reject) => void asked.push({ resolve, reject, signal: inner }));
  return { ask, asked };
}

describe('shared answers', () => {
  it('are asked for once, and kept', async () => {
    const { ask, asked } = question();
    const answers = shared<string>();
    const both = Promise.all([answers.get('a', ask, signal), answers.get('a', ask, signal)]);
    asked[0]?.resolve('yes');
    assert.deepEqual(await both, ['yes', 'yes']);
    assert.equal(await answers.get('a', ask, signal), 'yes');
    assert.equal(asked.length, 1);
  });

  it('are asked for again after a failure, or an answer not worth keeping', async () => {
    const { ask, asked } = question();
    const answers = shared<string>((answer) => answer !== 'perhaps');
    const first = answers.get('a', ask, signal);
    asked[0]?.reject(new Error('no'));
    await assert.rejects(first, /no/);
    const second = answers.get('a', ask, signal);
    asked[1]?.resolve('perhaps');
    assert.equal(await second, 'perhaps');
    void answers.get('a', ask, signal);
    assert.equal(asked.length, 3);
  });

  it('are given up when the last who waited has gone, and not before', async () => {
    const { ask, asked } = question();
    const answers = shared<string>();
    const [left, right] = [new AbortController(), new AbortController()];
    const both = [answers.get('a', ask, left.signal), answers.get('a', ask, right.signal)];
    left.abort(new Error('left'));
    await assert.rejects(both[0] ?? Promise.resolve(), /left/);
    assert.equal(asked[0]?.signal.aborted, false);
    right.abort(new Error('right'));
    await assert.rejects(both[1] ?? Promise.resolve(), /right/);
    assert.equal(asked[0]?.signal.aborted, true);
    void answers.get('a', ask, signal);
    assert.equal(asked.length, 2);
    await assert.rejects(answers.get('b', ask, left.signal), /left/);
  });
});
