// Pairs of scripts and notebooks, as Jupytext places them.

import assert from 'node:assert/strict';
import { pairOf } from '../../../src/python/jupytext.ts';

describe('pairs of Jupytext', () => {
  const cases: readonly (readonly [path: string, formats: string, pair: string | undefined])[] = [
    ['a/x.ipynb', 'ipynb,py:light', 'a/x.py'],
    ['a/x.py', 'ipynb,py:percent', 'a/x.ipynb'],
    ['x.py', 'ipynb,auto:percent', 'x.ipynb'],
    ['x.ipynb', 'ipynb,md', undefined],
    ['a/notebooks/x.ipynb', 'notebooks//ipynb,scripts//py:percent', 'a/scripts/x.py'],
    ['scripts/x.py', 'notebooks//ipynb,scripts//py:percent', 'notebooks/x.ipynb'],
    ['a/other/x.ipynb', 'notebooks//ipynb,scripts//py:percent', undefined],
    ['notebooks/deep/x.ipynb', 'notebooks///ipynb,scripts///py:percent', 'scripts/deep/x.py'],
    ['a/scripts/deep/x.py', 'notebooks///ipynb,scripts///py:percent', 'a/notebooks/deep/x.ipynb'],
  ];
  for (const [path, formats, pair] of cases)
    it(`${path} of ${formats}`, () => assert.equal(pairOf(path, formats), pair));
});
