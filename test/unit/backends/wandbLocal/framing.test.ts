// The framing of run logs: what the writers write is read, and damage costs no more than it must.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { crc32 as zlibCrc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { crc32, portableCrc32 } from '../../../../src/backends/crc32.ts';
import { framer } from '../../../../src/backends/wandbLocal/framing.ts';
import { peekKind } from '../../../../src/backends/wandbLocal/peek.ts';
import { record, runLog } from '../../../support/runLog.ts';
import { sampleRun } from '../../../support/sample/runFolder.ts';

const sample = new Uint8Array(readFileSync(`${sampleRun('vm5k2r8t')}/run-vm5k2r8t.wandb`));
const slice = 4 * 32768;

/** Frames a log, handing it on in slices as they come from a disk; kind 2 is passed by. */
function read(log: Uint8Array, offset = 7, damagedBefore = 0) {
  const records: Uint8Array[] = [];
  const frame = framer(
    {
      handling: ['keep', 'keep', 'skip'],
      keep: (bytes, start, end) => records.push(bytes.slice(start, end)),
      unchecked: () => undefined,
      settle: () => 0,
    },
    offset,
    damagedBefore,
  );
  for (let base = offset - (offset % 32768); base < log.length; base += slice)
    frame.take(log.subarray(base, base + slice), base);
  return { records, ...frame.end() };
}

function changed(log: Uint8Array, change: (copy: Uint8Array) => void): Uint8Array {
  const copy = log.slice();
  change(copy);
  return copy;
}

describe('crc32', () => {
  it('is zlib’s', () => {
    const same = (bytes: Uint8Array) =>
      [crc32(bytes), portableCrc32(bytes)].every((sum) => sum === zlibCrc32(bytes));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 99 }), same));
    const long = Uint8Array.from({ length: 9001 }, (_, index) => index * 7);
    assert.ok(same(long));
    assert.equal(crc32(long, 3, 8999), zlibCrc32(long.subarray(3, 8999)));
  });
});

describe('peekKind', () => {
  it('skips what the Go writer puts before the kind', () => {
    assert.equal(peekKind(Uint8Array.of(8, 1, 0xc2, 12, 2, 10, 0, 0xca, 1, 0)), 25);
  });
  it('knows nothing of nonsense, and always ends', () => {
    assert.equal(peekKind(Uint8Array.of()), 0);
    assert.equal(peekKind(Uint8Array.of(8)), 0);
    assert.equal(peekKind(Uint8Array.of(0xc2, 12, 255, 255, 255, 127, 1)), 0);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => peekKind(bytes) >= 0));
  });
});

describe('framing', () => {
  it('reads records of any length, whole or split over blocks', () => {
    const records = [0, 1, 32_700, 32_740, 32_741, 32_742, 100_000, 20].map((length) => record(8, length, 7));
    const { records: found, damaged, torn } = read(runLog(...records));
    assert.deepEqual(found, records);
    assert.deepEqual([damaged, torn], [0, false]);
  });

  it('reads a file that is larger than what is read at a time', () => {
    const records = Array.from({ length: 60 }, (_, index) => record(5, 90_000, index));
    const { records: found, offset } = read(runLog(...records));
    assert.deepEqual(
      found.map((it) => [it.length, it.at(-1)]),
      records.map((it) => [it.length, it.at(-1)]),
    );
    assert.equal(offset, runLog(...records).length);
  });

  it('passes the kinds that are not wanted, whole or split', () => {
    const { records, offset } = read(runLog(record(2, 50), record(2, 50_000), record(8, 10), record(2, 5)));
    assert.deepEqual(records, [record(8, 10)]);
    assert.equal(offset, runLog(record(2, 50), record(2, 50_000), record(8, 10), record(2, 5)).length);
  });

  it('goes on from where it stopped, within a record split over blocks as well', () => {
    const records = [10, 40_000, 100_000, 20].map((length, index) => record(8, length, index));
    const whole = runLog(...records);
    const borders = [1, 2, 3, 4].flatMap((block) => [-7, -1, 0, 1, 7].map((it) => block * 32768 + it));
    const others = Array.from({ length: whole.length / 997 }, (_, index) => 7 + index * 997);
    for (const cut of [...borders, ...others]) {
      const part = read(whole.subarray(0, cut));
      const rest = read(whole, part.offset, part.damagedBefore);
      assert.deepEqual([...part.records, ...rest.records], records, `at ${cut}`);
      assert.deepEqual([part.damaged, rest.damaged, rest.torn], [0, 0, false], `at ${cut}`);
    }
  });

  it('reads a log that the real SDK wrote', () => {
    const { records, damaged, torn } = read(sample);
    assert.deepEqual([damaged, torn], [0, false]);
    const kinds = records.map((it) => peekKind(it));
    assert.ok(
      [17, 18, 25, 26].every((kind) => kinds.includes(kind)),
      String(kinds),
    );
  });

  it('drops a damaged record alone when the chain of lengths is whole', () => {
    const log = runLog(record(8, 10), record(8, 30), record(8, 20));
    const { records, damaged } = read(changed(log, (copy) => copy.set([9], 7 + 16 + 20)));
    assert.deepEqual([records.length, damaged], [2, 1]);
  });

  it('finds the next record where a length is wrong, in the same block', () => {
    for (const kind of [8, 2]) {
      const log = runLog(record(8, 10), record(kind, 30), record(8, 20), record(8, 25));
      for (const bit of [1, 2, 4, 8, 16, 32, 64, 128]) {
        const wrong = changed(log, (copy) => copy.set([(copy[34] ?? 0) ^ bit], 34));
        const { records, damaged } = read(wrong);
        assert.deepEqual([records.length, damaged], [3, 1], `kind ${kind}, bit ${bit}`);
      }
    }
  });

  it('goes on in the next block where a header makes no sense', () => {
    const log = runLog(record(8, 10), record(8, 40_000), record(8, 50_000), record(8, 20));
    const { records, damaged } = read(changed(log, (copy) => copy.fill(255, 30, 60)));
    assert.equal(records.length, 3);
    assert.equal(damaged, 1);
  });

  it('takes a zeroed rest of a block for space set aside', () => {
    const log = new Uint8Array(32768 + 100);
    log.set(runLog(record(8, 10)));
    log.set(runLog(record(8, 12)).subarray(7), 32768);
    const { records, damaged, offset } = read(log);
    assert.deepEqual([records.length, damaged], [2, 0]);
    assert.ok(offset < log.length);
  });

  it('takes a length beyond the end for damage when records follow, else for a record on its way', () => {
    const log = runLog(record(8, 10), record(8, 30), record(8, 20));
    const long = changed(log, (copy) => copy.set([64], 29));
    assert.deepEqual([read(long).records.length, read(long).damaged, read(long).torn], [2, 1, false]);
    const cut = read(log.subarray(0, log.length - 1));
    assert.deepEqual([cut.records.length, cut.damaged, cut.torn], [2, 0, true]);
  });
});
