// Impact: what depends on something, in groups that matter, with distances.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { graphOf, reach } from '../../../src/lineage/graph.ts';
import { impactOf } from '../../../src/lineage/impact.ts';
import { versionId } from '../../../src/lineage/model.ts';
import { titleOf } from '../../../src/lineage/title.ts';
import { guide } from '../../support/lineage/build.ts';
import { generate } from '../../support/lineage/generate.ts';

const data = versionId({ entity: 'ada', project: 'mnist' }, 'mnist_dataset', 'v0');

describe('impactOf', () => {
  it('groups what depends on the guide’s dataset, the nearest first', () => {
    const impact = impactOf(guide, data);
    assert.deepEqual(
      impact?.groups.map(({ group, members }) => [
        group,
        ...members.map(({ node, distance }) => `${titleOf(node)} ${distance}`),
      ]),
      [
        ['registry', 'MNIST-dev 3'],
        ['data', 'mnist_model:v0 2'],
        ['run', 'vague-morning-5 1', 'serene-haze-6 3'],
      ],
    );
    assert.equal(impact?.total, 4);
    assert.equal(impact?.open, false);
    assert.equal(impactOf(guide, 'run:?/?/none'), undefined);
  });

  it('says when more may follow', () => {
    const open = {
      ...guide,
      open: new Set([versionId({ entity: 'ada', project: 'mnist' }, 'mnist_model', 'v0')]),
    };
    assert.equal(impactOf(open, data)?.open, true);
  });

  it('counts all descendants, each once and each no farther than the last but one step', () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.nat({ max: 79 }), (seed, index) => {
        const whole = generate(80, seed);
        const id = [...whole.nodes.keys()][index] ?? data;
        const impact = impactOf(whole, id);
        const members = impact?.groups.flatMap((group) => [...group.members]) ?? [];
        const expected = reach(graphOf(whole, id), id, 'downstream');
        assert.deepEqual(new Set([id, ...members.map(({ node }) => node.id)]), expected);
        assert.equal(impact?.total, members.length);
        const distances = new Set(members.map(({ distance }) => distance));
        for (const distance of distances) assert.ok(distance === 1 || distances.has(distance - 1));
      }),
      { numRuns: 50 },
    );
  });
});
