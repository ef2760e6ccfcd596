// Damaged logs, by the thousand and always the same ones: nothing throws or hangs, and what was before the damage stays.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foldFrom } from '../../../../src/backends/wandbLocal/fold.ts';
import { framer } from '../../../../src/backends/wandbLocal/framing.ts';
import { type LogFacts, noFacts } from '../../../../src/backends/wandbLocal/logFacts.ts';
import { type LogReading, readLog } from '../../../../src/backends/wandbLocal/readLog.ts';
import { runFacts } from '../../../../src/backends/wandbLocal/runFacts.ts';
import { noSideFacts } from '../../../../src/backends/wandbLocal/sideFiles.ts';
import { writeBigLog } from '../../../support/local/bigLog.ts';
import { oneFile } from '../../../support/local/memoryFiles.ts';
import { randomFrom } from '../../../support/random.ts';
import { runLog } from '../../../support/runLog.ts';
import { sampleRun } from '../../../support/sample/runFolder.ts';

const { signal } = new AbortController();
const blockSize = 32768;

function readBytes(log: Uint8Array, before?: LogReading): Promise<LogReading> {
  const now = { kind: 'file', size: log.length, modifiedAt: log.length } as const;
  return readLog(
    oneFile(() => log),
    'log',
    now,
    before,
    signal,
  );
}

/** The records that are kept, in order, and those of them whose checksums were found right. */
function recordsIn(log: Uint8Array, blocks = Number.POSITIVE_INFINITY) {
  const all: string[] = [];
  const checked: string[] = [];
  const keepIn =
    (...lists: readonly string[][]) =>
    (bytes: Uint8Array, start: number, end: number) => {
      const text = Buffer.from(bytes.subarray(start, end)).toString('latin1');
      for (const list of lists) list.push(text);
    };
  const { handling } = foldFrom(noFacts);
  const frame = framer({ handling, keep: keepIn(all, checked), unchecked: keepIn(all), settle: () => 0 }, 7);
  const slice = Math.min(blocks * blockSize, log.length);
  for (let base = 0; base < log.length; base += slice) frame.take(log.subarray(base, base + slice), base);
  frame.end();
  return { all, checked };
}

/** What is left of them after damage must begin with those before it. The log comes in slices of so many blocks. */
function keptRecords(log: Uint8Array, blocks?: number): readonly string[] {
  return recordsIn(log, blocks).all;
}

/** Where each kept record of a sound log ends: told by the last byte without which it is not whole. */
function recordEnds(log: Uint8Array): readonly number[] {
  const ends: number[] = [];
  let [low, high] = [7, log.length];
  for (const count of keptRecords(log).keys()) {
    high = log.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (keptRecords(log.subarray(0, middle)).length > count) high = middle;
      else low = middle + 1;
    }
    ends.push(low);
  }
  return ends;
}

describe('a small log that the SDK wrote, cut at every byte', function () {
  this.timeout(60_000);
  const whole = new Uint8Array(readFileSync(`${sampleRun('vm5k2r8t')}/run-vm5k2r8t.wandb`));

  it('is torn but not damaged, and keeps every whole record', async () => {
    const all = keptRecords(whole);
    let before = 0;
    for (let size = 0; size < whole.length; size++) {
      const cut = whole.subarray(0, size);
      const { damaged, header } = await readBytes(cut);
      const records = keptRecords(cut);
      assert.deepEqual([damaged, header], [0, size < 7 ? 'none' : 'sound'], `at ${size}`);
      assert.deepEqual(records, all.slice(0, records.length), `at ${size}`);
      assert.ok(records.length >= before && records.length < all.length);
      before = records.length;
    }
  });

  it('says the same when it is read in two steps, cut anywhere, as in one', async () => {
    const once = await readBytes(whole);
    for (let size = 0; size < whole.length; size++) {
      const part = await readBytes(whole.subarray(0, size));
      assert.deepEqual(await readBytes(whole, part), once, `at ${size}`);
    }
  });
});

describe('a larger log', function () {
  // Thousands of readings each, on a machine that may have more to do.
  this.timeout(120_000);
  let log: Uint8Array;
  let another: Uint8Array;
  let clean: LogReading;
  let records: readonly string[];
  let sound: ReadonlySet<string>;
  /** Where each of them ends in the file. */
  let ends: readonly number[];

  before(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'artifact-lineage-damage-'));
    const made = (key: string, seed: number) => {
      writeBigLog(join(folder, key), key, 6 * blockSize, seed);
      return new Uint8Array(readFileSync(join(folder, key)));
    };
    log = made('damaged1', 1);
    another = made('another1', 2);
    rmSync(folder, { recursive: true });
    clean = await readBytes(log);
    records = keptRecords(log);
    sound = new Set(records);
    ends = recordEnds(log);
    assert.equal(ends.length, records.length);
  });

  /** What a log says, less what damage may take from it. */
  function lasting({ run, environment, config, used }: LogFacts): unknown {
    return { run, environment, config, used };
  }

  it('is whole to begin with', () => {
    assert.deepEqual([clean.damaged, clean.torn, clean.offset], [0, false, log.length]);
    assert.equal(clean.facts.used.length, 1);
  });

  it('survives 2 000 flipped bits, each alone', async () => {
    const random = randomFrom(4);
    for (let round = 0; round < 2000; round++) {
      const at = 7 + Math.floor(random() * (log.length - 7));
      const copy = log.slice();
      copy[at] = (copy[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      const reading = await readBytes(copy);
      const { all: left, checked } = recordsIn(copy, 1 + (round % 7));
      const before = ends.filter((end) => end <= at).length;
      assert.ok(
        checked.every((it) => sound.has(it)),
        `at ${at}: damage passed for sound`,
      );
      assert.deepEqual(left.slice(0, before), records.slice(0, before), `at ${at}`);
      // One flipped bit costs what it hit: a record, or two where it hid that one began.
      assert.ok(left.length >= records.length - 2, `at ${at}: ${records.length - left.length} lost`);
      assert.ok(reading.damaged <= 2, `at ${at}: ${reading.damaged} counted`);
      if (at > blockSize) assert.deepEqual(lasting(reading.facts), lasting(clean.facts), `at ${at}`);
    }
  });

  /** Swaps two stretches of the log and tells whether every record before them is still there. */
  async function survivesSwap(a: number, b: number, length: number, blocks: number): Promise<void> {
    const copy = log.slice();
    copy.set(log.subarray(b, b + length), a);
    copy.set(log.subarray(a, a + length), b);
    await readBytes(copy);
    const before = ends.filter((end) => end <= a).length;
    const left = keptRecords(copy, blocks).slice(0, before);
    assert.deepEqual(left, records.slice(0, before), `${a} and ${b}, ${length} bytes`);
  }

  it('survives the swap of any two blocks', async () => {
    const count = Math.floor(log.length / blockSize);
    for (let b = 1; b < count; b++)
      for (let a = 0; a < b; a++) await survivesSwap(a * blockSize, b * blockSize, blockSize, 1 + (a % 7));
  });

  it('survives 2 000 swaps of two stretches', async () => {
    const random = randomFrom(5);
    for (let round = 0; round < 2000; round++) {
      const length = 1 + Math.floor(random() * blockSize);
      const a = Math.floor(random() * (log.length - 2 * length));
      const b = a + length + Math.floor(random() * (log.length - a - 2 * length));
      await survivesSwap(a, b, length, 1 + (round % 7));
    }
  });

  it('survives stretches of zeros and of noise, and says that something is missing', async () => {
    const random = randomFrom(6);
    for (let round = 0; round < 200; round++) {
      const at = blockSize + Math.floor(random() * (log.length - blockSize));
      const copy = log.slice();
      const end = Math.min(log.length, at + Math.ceil(random() * 70_000));
      const noise = round % 2 === 0;
      for (let it = at; it < end; it++) copy[it] = noise ? Math.floor(random() * 256) : 0;
      const reading = await readBytes(copy);
      const before = ends.filter((it) => it <= at).length;
      const { all: left, checked } = recordsIn(copy, 1 + (round % 7));
      assert.ok(
        checked.every((it) => sound.has(it)),
        `at ${at}: damage passed for sound`,
      );
      assert.deepEqual(left.slice(0, before), records.slice(0, before), `at ${at}`);
      assert.deepEqual(lasting(reading.facts), lasting(clean.facts), `at ${at}`);
      if (noise && end - at > 2000) assert.ok(reading.damaged > 0 || reading.torn, `at ${at}`);
    }
  });

  it('survives 2 000 records that are nonsense under right checksums', async () => {
    const random = randomFrom(7);
    const folder = { path: '/wandb/run-x', online: false, key: 'x', startedAt: undefined };
    for (let round = 0; round < 2000; round++) {
      const all = records.slice(0, 40).map((it) => Uint8Array.from(it, (char) => char.charCodeAt(0)));
      const hit = all[round % all.length] ?? new Uint8Array();
      for (let times = random() * 8; times >= 0; times--)
        hit[Math.floor(random() * hit.length)] = Math.floor(random() * 256);
      const reading = await readBytes(runLog(...all));
      assert.deepEqual([reading.damaged, reading.header, reading.torn], [0, 'sound', false]);
      assert.ok(reading.facts.undecoded <= 1);
      const told = { logName: 'run-x.wandb', log: reading, side: noSideFacts, writtenAt: 0, readAt: 0 };
      const { run, versions, edges } = runFacts(folder, told, 'here', undefined, 1);
      assert.equal(run.key, 'x');
      assert.ok(edges.every(({ from, to }) => [from, to].some((id) => versions.some((it) => it.id === id))));
    }
  });

  it('is read for what its checksums vouch for when its header is wrong', async () => {
    for (let at = 0; at < 7; at++) {
      const copy = log.slice();
      copy[at] = 99;
      const reading = await readBytes(copy);
      assert.equal(reading.header, 'wrong');
      assert.deepEqual(reading.facts, clean.facts);
    }
  });

  it('is known for another thing, or of a newer version, when nothing in it is sound', async () => {
    const text = new TextEncoder();
    assert.equal((await readBytes(text.encode('not a log at all, but long enough'))).header, 'foreign');
    assert.equal(
      (await readBytes(Uint8Array.of(...log.subarray(0, 6), 1, 1, 2, 3, 4, 5, 6, 7))).header,
      'newer',
    );
    assert.equal((await readBytes(new Uint8Array())).header, 'none');
    assert.equal((await readBytes(new Uint8Array(blockSize * 3))).header, 'foreign');
  });

  it('is read anew when another file took its place, whatever its size', async () => {
    const part = await readBytes(log.subarray(0, 100_000));
    const { facts } = await readBytes(another, part);
    assert.deepEqual([facts.config.seed, clean.facts.config.seed], [2, 1]);
    assert.deepEqual(facts, (await readBytes(another)).facts);
    assert.deepEqual(
      await readBytes(log.subarray(0, 50_000), part),
      await readBytes(log.subarray(0, 50_000)),
    );
  });

  it('is read as far as it goes when it is cut short while it is read', async () => {
    let asked = 0;
    const files = oneFile(() => (asked++ > 0 ? log.subarray(0, 40_000) : log));
    const now = { kind: 'file', size: log.length * 40, modifiedAt: 1 } as const;
    const { facts } = await readLog(files, 'log', now, undefined, signal);
    assert.deepEqual(lasting(facts), lasting(clean.facts));
  });
});
