// Summaries: the last of each shape says what all of them said.

import assert from 'node:assert/strict';
import { foldFrom } from '../../../../src/backends/wandbLocal/fold.ts';
import { framer } from '../../../../src/backends/wandbLocal/framing.ts';
import { noFacts } from '../../../../src/backends/wandbLocal/logFacts.ts';
import { field, items, recordOf } from '../../../support/local/records.ts';
import { randomFrom } from '../../../support/random.ts';
import { runLog } from '../../../support/runLog.ts';

function summaryOf(log: Uint8Array, slice = log.length) {
  const fold = foldFrom(noFacts);
  const frame = framer(fold, 7);
  for (let base = 0; base < log.length; base += slice)
    frame.take(log.subarray(base, base + slice).slice(), base);
  return { summary: fold.facts().summary, damaged: frame.end().damaged };
}

describe('a log’s summary', () => {
  it('is that of all its records, in any order of keys and over any slices', () => {
    const random = randomFrom(9);
    const expected: Record<string, unknown> = {};
    const records = Array.from({ length: 3000 }, (_, step) => {
      // Like a run's: the same keys at most steps, others now and then, and some only once.
      const keys = Array.from({ length: 12 }, (_key, at) => `layer_${at % 4}/value_${at}`).filter(
        (_key, at) => at < 8 || step % (at * 37) === 0,
      );
      if (step % 500 === 3) keys.push(`once_${step}`);
      const shuffled = keys.map((key) => ({ key, at: random() })).sort((a, b) => a.at - b.at);
      const values = Object.fromEntries(shuffled.map(({ key }) => [key, random()]));
      Object.assign(expected, values);
      return recordOf(step, 3, items(values, true));
    });
    const log = runLog(...records);
    for (const slice of [32768, 65536, log.length]) assert.deepEqual(summaryOf(log, slice).summary, expected);
  });

  it('knows what was removed, and what is set again', () => {
    const remove = (key: string) => field(2, [field(1, key)]);
    const log = runLog(
      recordOf(1, 3, items({ a: 1, b: 2, 'c.d': 3, 'c.e': 4 }, true)),
      recordOf(2, 3, [remove('a'), remove('b'), field(2, [field(2, 'c'), field(2, 'e')])]),
      recordOf(3, 3, items({ b: 5 }, false)),
    );
    assert.deepEqual(summaryOf(log).summary, { b: 5, c: { d: 3 } });
  });

  it('falls back on the last sound record of a shape', () => {
    const at = (value: number) => recordOf(value, 3, items({ loss: value }, true));
    const log = runLog(at(1), at(2), at(3));
    log[log.length - 1] = 0x39;
    const { summary, damaged } = summaryOf(log);
    assert.equal(damaged, 1);
    assert.deepEqual(summary, { loss: 2 });
    const grown = runLog(...Array.from({ length: 2000 }, (_, step) => at(step)));
    grown[grown.length - 1] = 0x7f;
    const late = summaryOf(grown, 32768);
    assert.equal(late.damaged, 1);
    assert.ok(Number(late.summary.loss) > 1000);
  });

  it('is that of the last when there are more shapes than are held', () => {
    const records = Array.from({ length: 2000 }, (_, step) =>
      recordOf(step, 3, items({ [`key_${step % 700}`]: step }, true)),
    );
    const { summary } = summaryOf(runLog(...records), 32768);
    assert.deepEqual([Object.keys(summary).length, summary.key_0, summary.key_699], [700, 1400, 1399]);
  });
});
