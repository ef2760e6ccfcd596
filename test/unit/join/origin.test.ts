// How a version or a run came to be, as text to compare.

import assert from 'node:assert/strict';
import { originText } from '../../../src/join/origin.ts';
import { english } from '../../../src/join/say.ts';
import { lineageOf } from '../../../src/lineage/model.ts';
import { lineage, run, version } from '../../support/lineage/build.ts';

describe('the origin of a version', () => {
  const data = version('data:v0');
  const fit = run('fit', {
    state: 'finished',
    commit: 'abc1234',
    program: 'train.py',
    args: ['--lr', '0.1'],
    config: { lr: 0.1, depth: 3, note: 'line\nbreak' },
  });
  const net = version('net:v1', { aliases: ['best'], metadata: { rows: 3 } });
  const { edges } = lineage('data:v0 -used-> fit', 'fit -logged-> net:v1');
  const known = lineageOf([data, fit, net], edges);

  it('tells who made it, from what, with which values', () => {
    const lines = originText(net, known, english).split('\n');
    for (const line of [
      'Artifact: net:v1',
      'Aliases: best',
      '  rows: 3',
      'Run: fit',
      'Script: train.py --lr 0.1',
      'Commit: abc1234',
      '  data:v0',
      '  depth: 3',
      '  lr: 0.1',
    ])
      assert.ok(lines.includes(line), `${line} is not in\n${lines.join('\n')}`);
    assert.equal(lines.at(-1), '');
  });

  it('keeps foreign text on its line', () => {
    assert.ok(originText(fit, known, english).split('\n').includes('  note: line\\nbreak'));
  });
});
