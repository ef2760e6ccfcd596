// Folding: ends that lead nowhere go, ways stay whole.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold, superseded } from '../../../src/lineage/fold.ts';
import { graphOf, reach } from '../../../src/lineage/graph.ts';
import { lineageOf } from '../../../src/lineage/model.ts';
import { lineage, linesOf, version } from '../../support/lineage/build.ts';
import { generate } from '../../support/lineage/generate.ts';

describe('fold', () => {
  const chain = lineage(
    'make-0 -logged-> data:v0',
    'make-0 -logged-> log:v0',
    'data:v0 -used-> train',
    'make-1 -logged-> data:v1',
    'make-2 -logged-> data:v2',
  );

  it('knows versions that a newer one has replaced, unless an alias marks them', () => {
    assert.deepEqual(
      [...superseded(chain)].map((id) => id.split('/').at(-1)),
      ['data:v1', 'data:v0'],
    );
    const marked = lineageOf(
      [
        version('m:v0', { aliases: ['v0', 'production'] }),
        version('m:v1'),
        version('m:v2', { aliases: ['latest'] }),
      ],
      [],
    );
    assert.deepEqual(
      [...superseded(marked)].map((id) => id.split('/').at(-1)),
      ['m:v1'],
    );
  });

  it('takes out ends and says how many, but nothing that lies between', () => {
    const folded = fold(chain, superseded(chain), new Set());
    assert.deepEqual(linesOf(folded.lineage), [
      'data:v0 -used-> train r',
      'make-0 -logged-> data:v0 r',
      'make-0 -logged-> log:v0 r',
      'make-2 -logged-> data:v2 r',
    ]);
    assert.deepEqual(
      [...folded.hidden].map(([id, count]) => [id.split('/').at(-1), count]),
      [['make-1', 1]],
    );
    const kept = fold(chain, superseded(chain), superseded(chain));
    assert.equal(kept.lineage.nodes.size, chain.nodes.size);
  });

  it('keeps every way between what is left', () => {
    fc.assert(
      fc.property(fc.nat({ max: 300 }), fc.integer({ min: 2, max: 5 }), (seed, every) => {
        const whole = generate(120, seed);
        const ids = [...whole.nodes.keys()];
        const away = new Set(ids.filter((_, index) => index % every === 0));
        const { lineage: left, hidden } = fold(whole, away, new Set(ids.slice(0, 3)));
        for (const id of ids) assert.ok(left.nodes.has(id) || away.has(id));
        for (const id of hidden.keys()) assert.ok(left.nodes.has(id));
        const [before, after] = [graphOf(whole), graphOf(left)];
        for (const id of [...left.nodes.keys()].slice(0, 20)) {
          const expected = [...reach(before, id, 'downstream')].filter((other) => left.nodes.has(other));
          assert.deepEqual(new Set(reach(after, id, 'downstream')), new Set(expected));
        }
      }),
      { numRuns: 40 },
    );
  });
});
