// Which projects are in play, from code and environment.

import assert from 'node:assert/strict';
import { scopesOf } from '../../../src/join/scopes.ts';
import { place } from '../../support/lineage/build.ts';
import { file, reference } from '../../support/lineage/code.ts';

describe('scopesOf', () => {
  it('takes each project that runs and names speak of once, the environment’s last', () => {
    const files = [
      file(
        'a.py',
        reference('a.py', 1, { relation: 'used', scope: { entity: 'ada', project: 'other' } }, 'ada/other/x'),
      ),
      { ...file('b.py'), runs: [{ at: place('b.py', 0), entity: 'ada', project: 'other' }] },
    ];
    assert.deepEqual(scopesOf(files, { project: 'more' }), [
      { project: 'mnist' },
      { entity: 'ada', project: 'other' },
      { project: 'more' },
    ]);
  });

  it('takes those that the user has added, last and once', () => {
    const added = [
      { entity: 'lab', project: 'speech' },
      { entity: 'ada', project: 'mnist' },
    ];
    assert.deepEqual(scopesOf([file('d.py')], { entity: 'ada' }, added), [
      { entity: 'ada', project: 'mnist' },
      { entity: 'lab', project: 'speech' },
    ]);
  });

  it('fills in the environment’s entity, and leaves out registries and holes', () => {
    const files = [
      { ...file('a.py'), runs: [] },
      { path: 'b.py', references: [], runs: [{ at: place('b.py', 0), project: 'p-*' }] },
      { path: 'c.py', references: [], runs: [{ at: place('c.py', 0), project: 'model-registry' }] },
      file('d.py'),
    ];
    assert.deepEqual(scopesOf(files, { entity: 'ada' }), [{ entity: 'ada', project: 'mnist' }]);
  });
});
