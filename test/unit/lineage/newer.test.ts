// What is no longer the newest, and what lacks nothing.
import assert from 'node:assert/strict';
import type { NodeId } from '../../../src/lineage/model.ts';
import { newerOf } from '../../../src/lineage/newer.ts';
import { titleOf } from '../../../src/lineage/title.ts';
import { lineage } from '../../support/lineage/build.ts';

function newer(...lines: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const all = lineage(...lines);
  const title = (id: NodeId) => {
    const node = all.nodes.get(id);
    return node ? titleOf(node) : id;
  };
  return Object.fromEntries([...newerOf(all)].map(([id, versions]) => [title(id), versions.map(titleOf)]));
}

describe('what is no longer the newest', () => {
  it('are versions that others have followed, and runs that used them', () =>
    assert.deepEqual(newer('a -logged-> x:v9', 'b -logged-> x:v10', 'x:v9 -used-> c', 'x:v10 -used-> d'), {
      'x:v9': ['x:v10'],
      c: ['x:v10'],
    }));
  it('is not a run that used the newest as well', () =>
    assert.deepEqual(newer('x:v0 -used-> compare', 'x:v1 -used-> compare'), { 'x:v0': ['x:v1'] }));
  it('tells each newer input of a run once', () =>
    assert.deepEqual(
      newer('x:v0 -used-> r', 'x:v1 -used-> r', 'y:v0 -used-> r', 'a -logged-> x:v2', 'a -logged-> y:v1').r,
      ['x:v2', 'y:v1'],
    ));
});
