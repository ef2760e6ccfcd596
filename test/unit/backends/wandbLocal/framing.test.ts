// The framing of run logs: what the writers write is read, and damage costs no more than it must.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { crc32 as zlibCrc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { crc32 } from '../../../../src/backends/crc32.ts';
import { foldedKinds } from '../../../../src/backends/wandbLocal/fold.ts';
import { readRecords } from '../../../../src/backends/wandbLocal/framing.ts';
import { peekKind } from '../../../../src/backends/wandbLocal/peek.ts';
import { record, runLog } from '../../../support/runLog.ts';
import { sampleRun } from '../../../support/sample/runFolder.ts';

const everything: ReadonlySet<number> = new Set(Array.from({ length: 300 }, (_, kind) => kind));
const sample = new Uint8Array(readFileSync(`${sampleRun('vm5k2r8t')}/run-vm5k2r8t.wandb`));

function read(log: Uint8Array, kinds = everything, offset?: number) {
  return readRecords(async (start, end) => log.subarray(start, end), log.length, kinds, offset);
}

function changed(log: Uint8Array, change: (copy: Uint8Array) => void): Uint8Array {
  const copy = log.slice();
  change(copy);
  return copy;
}

describe('crc32', () => {
  it('is zlib’s', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 99 }), (bytes) => crc32(bytes) === zlibCrc32(bytes)));
  });
});

describe('peekKind', () => {
  it('skips what the Go writer puts before the kind', () => {
    assert.equal(peekKind(Uint8Array.of(8, 1, 0xc2, 12, 2, 10, 0, 0xca, 1, 0)), 25);
  });
  it('knows nothing of nonsense, and always ends', () => {
    assert.equal(peekKind(Uint8Array.of()), undefined);
    assert.equal(peekKind(Uint8Array.of(8)), undefined);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => peekKind(bytes) !== 0));
  });
});

describe('readRecords', () => {
  it('reads records of any length, whole or split over blocks', async () => {
    const records = [0, 1, 32_700, 32_740, 32_741, 32_742, 100_000, 20].map((length) => record(8, length, 7));
    const { records: found, damaged, torn } = await read(runLog(...records));
    assert.deepEqual(
      found.map((it) => it.length),
      records.map((it) => it.length),
    );
    assert.deepEqual([damaged, torn], [0, false]);
  });

  it('reads a file that is larger than what is read at a time', async () => {
    const records = Array.from({ length: 60 }, (_, index) => record(5, 90_000, index));
    const { records: found, offset } = await read(runLog(...records));
    assert.equal(found.length, 60);
    assert.deepEqual(
      found.map((it) => it.at(-1)),
      records.map((it) => it.at(-1)),
    );
    assert.equal(offset, runLog(...records).length);
  });

  it('leaves out the kinds that are not wanted', async () => {
    const { records } = await read(runLog(record(2, 50_000), record(8, 10), record(7, 5)), foldedKinds);
    assert.equal(records.length, 1);
  });

  it('goes on from where it stopped', async () => {
    const whole = runLog(record(8, 10), record(8, 40_000), record(8, 20));
    const part = await read(whole.subarray(0, 30_000));
    assert.deepEqual([part.records.length, part.torn], [1, true]);
    assert.equal((await read(whole, everything, part.offset)).records.length, 2);
  });

  it('reads a log that the real SDK wrote', async () => {
    const { records, damaged, torn, foreign } = await read(sample);
    assert.deepEqual([damaged, torn, foreign], [0, false, false]);
    const kinds = records.map(peekKind);
    assert.ok(
      [17, 18, 25, 26].every((kind) => kinds.includes(kind)),
      String(kinds),
    );
  });

  it('tells a log cut at any byte from a damaged one, and keeps every whole record', async () => {
    const whole = (await read(sample)).records;
    let before = 0;
    for (let size = 0; size < sample.length; size++) {
      const { records, damaged, foreign } = await read(sample.subarray(0, size));
      assert.deepEqual([damaged, foreign], [0, false], `at ${size}`);
      assert.ok(records.length >= before && records.length < whole.length);
      assert.deepEqual(records, whole.slice(0, records.length));
      before = records.length;
    }
  });

  it('survives any flipped bit, and loses no record before it', async () => {
    const whole = (await read(sample)).records;
    for (let byte = 7; byte < sample.length; byte += 3) {
      const log = changed(sample, (copy) => copy.set([(copy[byte] ?? 0) ^ (1 << (byte % 8))], byte));
      const { records } = await read(log);
      const cut = await read(sample.subarray(0, byte));
      assert.deepEqual(records.slice(0, cut.records.length), cut.records);
      assert.ok(records.length < whole.length || byte === 0);
    }
  });

  it('drops a damaged record alone when the chain of lengths is whole', async () => {
    const log = runLog(record(8, 10), record(8, 30), record(8, 20));
    const { records, damaged } = await read(changed(log, (copy) => copy.set([9], 7 + 16 + 20)));
    assert.deepEqual([records.length, damaged], [2, 1]);
  });

  it('goes on in the next block where a header makes no sense', async () => {
    const log = runLog(record(8, 10), record(8, 40_000), record(8, 50_000), record(8, 20));
    const { records, damaged } = await read(changed(log, (copy) => copy.fill(255, 30, 60)));
    assert.equal(records.length, 3);
    assert.equal(damaged, 1);
  });

  it('takes a zeroed rest of a block for space set aside', async () => {
    const log = new Uint8Array(32768 + 100);
    log.set(runLog(record(8, 10)));
    log.set(runLog(record(8, 12)).subarray(7), 32768);
    const { records, damaged } = await read(log);
    assert.deepEqual([records.length, damaged], [2, 0]);
  });

  it('refuses another file, and waits for one that is only begun', async () => {
    assert.equal((await read(new TextEncoder().encode('hello, world'))).foreign, true);
    assert.equal((await read(changed(sample, (copy) => copy.set([1], 6)))).foreign, true);
    assert.deepEqual(await read(new Uint8Array()), {
      records: [],
      damaged: 0,
      offset: 7,
      torn: true,
      foreign: false,
    });
  });
});
