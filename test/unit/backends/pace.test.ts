// When small work blocks: never before the disk has proved quick, never for long, never again once it was slow.

import assert from 'node:assert/strict';
import { pace } from '../../../src/backends/pace.ts';

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
