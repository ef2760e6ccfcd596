// A line of the index: what it was made from comes back, and what would break it is left out.

import assert from 'node:assert/strict';
import { fromLine, keptReading, lineOf } from '../../../../src/backends/wandbLocal/keptReading.ts';
import { noFacts } from '../../../../src/backends/wandbLocal/logFacts.ts';
import type { FolderReading } from '../../../../src/backends/wandbLocal/readFolder.ts';
import { noSideFacts } from '../../../../src/backends/wandbLocal/sideFiles.ts';

const whole: FolderReading = {
  logName: 'run-abc.wandb',
  log: {
    size: 2366,
    modifiedAt: 1767226300000.25,
    offset: 2366,
    mark: 7,
    damaged: 0,
    damagedBefore: 0,
    torn: false,
    header: 'sound',
    passed: false,
    facts: { ...noFacts, summary: { note: 'a\ttab, a\nline and “ñ”' } },
  },
  side: noSideFacts,
  writtenAt: 1767226300000,
  readAt: 1767226900000,
};
const { logName: _, log: __, ...bare } = whole;

describe('a kept reading', () => {
  for (const [title, reading, settled] of [
    ['with a log', whole, true],
    ['whose log cannot be read', { ...bare, logName: 'run-abc.wandb', trouble: 'EACCES' }, false],
    ['without a log', bare, false],
  ] as const)
    it(`comes back from its line, ${title}`, () => {
      const made = keptReading(reading, settled);
      const line = lineOf('run-20260101_000000-abc', made);
      assert.ok(line && !line.includes('\n'));
      const [name, it] = fromLine(line);
      assert.equal(name, 'run-20260101_000000-abc');
      assert.deepEqual(
        [it.logName, it.size, it.modifiedAt, it.settled],
        [made.logName, made.size, made.modifiedAt, settled],
      );
      assert.equal(lineOf(name, it), line, 'before it is parsed');
      assert.deepEqual(it.reading, reading);
      assert.equal(it.reading, it.reading, 'parsed once');
      assert.equal(lineOf(name, it), line, 'after it is parsed');
    });

  it('has no line where a name would break it', () => {
    assert.equal(lineOf('run-20260101_000000-a\tb', keptReading(whole, true)), undefined);
    assert.equal(lineOf('run-1', keptReading({ ...whole, logName: 'run-a\nb.wandb' }, true)), undefined);
  });
});
