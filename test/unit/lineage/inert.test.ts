// Foreign text as people can safely look at it.

import assert from 'node:assert/strict';
import { inert } from '../../../src/lineage/inert.ts';
import { titleOf } from '../../../src/lineage/title.ts';
import { version } from '../../support/lineage/build.ts';

describe('inert', () => {
  it('shows what would turn text around, hide in it or steer a screen', () => {
    assert.equal(inert('net\u202egnp.exe'), 'net\ufffdgnp.exe');
    assert.equal(inert('a\u2066b\u2069c\u200bd\ufeffe\u001b[2Jf\u2028g'), 'a�b�c�d�e�[2Jf�g');
  });

  it('leaves every language and emoji as they are, and lines', () => {
    for (const text of ['mnist_dataset:v0', 'données', '数据集', 'مجموعة', 'می‌خواهم', '👩‍🔬 lab', 'a\n\tb'])
      assert.equal(inert(text), text);
  });

  it('ends where nobody reads on', () => {
    assert.equal(inert('x'.repeat(1_000_000)), `${'x'.repeat(200)}…`);
    assert.equal(inert('x'.repeat(3000), 2000).length, 2001);
  });

  it('is what a title is', () => {
    const net = version(`net\u202e${'y'.repeat(1_000_000)}:v3`);
    assert.match(titleOf(net), /^net�y{196}…$/);
  });
});
