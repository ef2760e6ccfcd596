// A run finds its script by the path that the tracker wrote down.

import assert from 'node:assert/strict';
import { programOf, programsOf } from '../../../src/join/scripts.ts';
import { place, run } from '../../support/lineage/build.ts';
import { file } from '../../support/lineage/code.ts';

const find = (program: string, ...paths: readonly string[]) =>
  programOf(run('r', { program }), programsOf(paths.map((path) => file(path))))?.path;

describe('programOf', () => {
  it('takes the same path first', () =>
    assert.equal(find('train.py', 'old/train.py', 'train.py'), 'train.py'));
  it('reads Windows paths', () => assert.equal(find('src\\train.py', 'src/train.py'), 'src/train.py'));
  it('finds a script in a workspace above the repository', () =>
    assert.equal(find('train.py', 'sample/train.py'), 'sample/train.py'));
  it('finds a script in a workspace below the repository', () =>
    assert.equal(find('models/mnist/train.py', 'train.py'), 'train.py'));
  it('does not choose among several', () =>
    assert.equal(find('train.py', 'a/train.py', 'b/train.py'), undefined));
  it('takes of several the one whose runs go to the same project', () => {
    const other = { ...file('b/train.py'), runs: [{ at: place('b/train.py', 0), project: 'other' }] };
    const programs = programsOf([file('a/train.py'), other]);
    assert.equal(
      programOf(run('r', { program: 'train.py', project: 'other' }), programs)?.path,
      'b/train.py',
    );
    assert.equal(programOf(run('s', { program: 'train.py', project: 'third' }), programs), undefined);
  });
  it('does not match part of a name', () => assert.equal(find('train.py', 'pretrain.py'), undefined));
  it('finds nothing for a run without a script', () =>
    assert.equal(programOf(run('r'), programsOf([file('train.py')])), undefined));
});
