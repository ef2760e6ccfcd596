// The generator of lineages: as large as asked for, the same for a seed, without cycles, nearly in one part.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toJson } from '../../../src/lineage/export/json.ts';
import { graphOf, reach } from '../../../src/lineage/graph.ts';
import type { NodeId } from '../../../src/lineage/model.ts';
import { generate } from '../../support/lineage/generate.ts';

const sizes = fc.integer({ min: 10, max: 400 });
const seeds = fc.integer({ min: 0, max: 1000 });

describe('generate', () => {
  it('has as many nodes as asked for, and edges between them', () => {
    fc.assert(
      fc.property(sizes, seeds, (size, seed) => {
        const { nodes, edges } = generate(size, seed);
        assert.equal(nodes.size, size);
        for (const { from, to } of edges) assert.ok(nodes.has(from) && nodes.has(to));
      }),
      { numRuns: 30 },
    );
  });

  it('gives the same lineage for the same seed, another for another', () => {
    assert.deepEqual(toJson(generate(100, 3), false), toJson(generate(100, 3), false));
    assert.notDeepEqual(toJson(generate(100, 3), false), toJson(generate(100, 4), false));
  });

  it('has no cycle, and about 1.4 edges a node', () => {
    const lineage = generate(2000, 1);
    const graph = graphOf(lineage);
    for (const id of [...lineage.nodes.keys()].slice(0, 200))
      for (const next of graph.neighbours(id, 'downstream'))
        assert.ok(!reach(graph, next, 'downstream').has(id));
    const ratio = lineage.edges.length / lineage.nodes.size;
    assert.ok(ratio > 1.3 && ratio < 1.5, String(ratio));
  });

  it('hangs together for the most part', () => {
    const lineage = generate(1000, 2);
    const graph = graphOf(lineage);
    const seen = new Set<NodeId>();
    const queue = [...lineage.nodes.keys()].slice(0, 1);
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      queue.push(...graph.neighbours(id, 'upstream'), ...graph.neighbours(id, 'downstream'));
    }
    assert.ok(seen.size > 850, String(seen.size));
  });
});
