// Impact: what depends on something, in groups that matter, with distances, and as Markdown.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toMarkdown } from '../../../src/lineage/export/markdown.ts';
import { graphOf, reach } from '../../../src/lineage/graph.ts';
import { impactOf } from '../../../src/lineage/impact.ts';
import { lineageOf, versionId } from '../../../src/lineage/model.ts';
import { titleOf } from '../../../src/lineage/title.ts';
import { guide, run, version } from '../../support/lineage/build.ts';
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

  it('writes Markdown that names cannot break', () => {
    const impact = impactOf(guide, data);
    assert.ok(impact);
    assert.equal(
      toMarkdown(impact),
      [
        '# 4 things depend on `mnist_dataset:v0`',
        '',
        '## Registry (1)',
        '',
        '- `MNIST-dev` in `ada/model-registry`, 3 steps away',
        '',
        '## Data (1)',
        '',
        '- `mnist_model:v0` in `ada/mnist`, 2 steps away',
        '',
        '## Runs (2)',
        '',
        '- `vague-morning-5` in `ada/mnist`, 1 step away',
        '- `serene-haze-6` in `ada/mnist`, 3 steps away',
        '',
      ].join('\n'),
    );
    const odd = run('a`b\n# c');
    const from = version('x:v0');
    const used = { kind: 'used', from: from.id, to: odd.id, declared: [], recorded: [] } as const;
    const oddImpact = impactOf(lineageOf([from, odd], [used]), from.id);
    assert.ok(oddImpact);
    assert.match(toMarkdown(oddImpact), /\n- `` a`b # c `` in/);
  });
});
