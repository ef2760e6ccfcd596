// When small work blocks: never before the disk has proved quick, never for long, never again once it was slow.

import assert from 'node:assert/strict';
import { inTurns, pace } from '../../../src/backends/pace.ts';
import type { Steps } from '../../../src/lineage/steps.ts';

/** A pace by a clock that only the work moves. */
function paced() {
  let time = 0;
  const { quickly } = pace(() => time);
  const work = async (took: number) =>
    quickly(
      () => {
        time += took;
        return 'at once';
      },
      async () => {
        time += took;
        return 'aside';
      },
    );
  return { work, at: () => time };
}

describe('the pace of small work', () => {
  it('begins aside, and blocks once the disk was quick', async () => {
    const { work } = paced();
    assert.deepEqual([await work(1), await work(1), await work(1)], ['aside', 'at once', 'at once']);
  });

  it('goes aside while the disk is slow, and comes back', async () => {
    const { work } = paced();
    assert.deepEqual(
      [await work(50), await work(50), await work(1), await work(50), await work(1), await work(1)],
      ['aside', 'aside', 'aside', 'at once', 'aside', 'at once'],
    );
  });

  it('does at once only what is quick, and nothing else', async () => {
    let time = 0;
    const { aside, ifQuick } = pace(() => time);
    const work = (took: number) => () => {
      time += took;
      return 'at once';
    };
    assert.equal(ifQuick(work(1)), undefined);
    await aside(async () => {});
    assert.equal(ifQuick(work(1)), 'at once');
    assert.equal(ifQuick(work(50)), 'at once');
    assert.equal(ifQuick(work(1)), undefined);
  });

  it('lets others have their turn', async () => {
    const { work } = paced();
    await work(1);
    let turns = 0;
    const other = setImmediate(function again() {
      turns++;
    });
    for (let count = 0; count < 30; count++) await work(2);
    clearImmediate(other);
    assert.equal(turns, 1);
  });
});

describe('long work in turns', () => {
  /** Each step takes longer than a turn. */
  function* work(count: number): Steps<string> {
    for (let step = 0; step < count; step++) {
      for (const until = performance.now() + 10; performance.now() < until; );
      yield;
    }
    return 'done';
  }

  it('lets others have theirs in between', async () => {
    let turns = 0;
    const other = () => {
      turns++;
      waiting = setImmediate(other);
    };
    let waiting = setImmediate(other);
    assert.equal(await inTurns(work(5), new AbortController().signal), 'done');
    clearImmediate(waiting);
    assert.ok(turns >= 4, `${turns} turns`);
  });

  it('go on one at a time, however many there are', async () => {
    let most = 0;
    let between = 0;
    const other = () => {
      between = 0;
      waiting = setImmediate(other);
    };
    let waiting = setImmediate(other);
    const counted = function* (): Steps<void> {
      for (const _ of work(3)) {
        most = Math.max(most, ++between);
        yield;
      }
    };
    const { signal } = new AbortController();
    // The first turn of each is at once.
    const all = Array.from({ length: 5 }, () => inTurns(counted(), signal));
    most = 0;
    between = 0;
    await Promise.all(all);
    clearImmediate(waiting);
    assert.equal(most, 1);
  });

  it('ends at the next one once it is aborted', async () => {
    const stop = new AbortController();
    setImmediate(() => stop.abort(new Error('enough')));
    await assert.rejects(inTurns(work(1000), stop.signal), /enough/);
  });
});
