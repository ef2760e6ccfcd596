// The passes of the layout, each on its own.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { components } from '../../../../webview/layout/components.ts';
import { crossings, positions } from '../../../../webview/layout/crossings.ts';
import { backEdges } from '../../../../webview/layout/cycles.ts';
import { spaced } from '../../../../webview/layout/isotonic.ts';
import { layered } from '../../../../webview/layout/layers.ts';
import { order } from '../../../../webview/layout/order.ts';
import { pack } from '../../../../webview/layout/pack.ts';
import { ranks } from '../../../../webview/layout/ranks.ts';

const graph = (count: number, ...edges: readonly (readonly [number, number])[]) => ({
  count,
  from: Int32Array.from(edges, ([from]) => from),
  to: Int32Array.from(edges, ([, to]) => to),
});

describe('layout passes', () => {
  it('turns the edge that closes a cycle, not the one from the beginning', () => {
    assert.deepEqual([...backEdges(graph(3, [2, 1], [0, 1], [1, 2]))], [1, 0, 0]);
    assert.deepEqual([...backEdges(graph(2, [0, 1], [1, 0], [0, 1]))], [0, 1, 0]);
  });

  it('ranks by the longest way and pulls sources towards their consumers', () => {
    assert.deepEqual([...ranks(graph(5, [0, 1], [1, 2], [2, 3], [4, 3]))], [0, 1, 2, 3, 2]);
  });

  it('gives a long edge a bend in each column that it crosses, shared by its doubles', () => {
    const long = graph(4, [0, 1], [1, 2], [2, 3], [0, 3], [0, 3]);
    const { bends, count, columns } = layered(long, ranks(long));
    assert.deepEqual(bends, [[], [], [], [4, 5], [4, 5]]);
    assert.equal(count, 6);
    assert.deepEqual(
      columns.map((column) => [...column]),
      [[0], [1, 4], [2, 5], [3]],
    );
  });

  it('counts crossings as geometry does', () => {
    const edges = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 6, max: 11 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(edges, (pairs) => {
        const unique = [...new Map(pairs.map((pair) => [pair.join(), pair])).values()];
        const steps = layered(
          graph(12, ...unique),
          Int32Array.from({ length: 12 }, (_, node) => (node < 6 ? 0 : 1)),
        );
        let expected = 0;
        for (const [a, b] of unique) for (const [c, d] of unique) if (a < c && b > d) expected++;
        assert.equal(crossings(steps, steps.columns, positions(steps.count, steps.columns)), expected);
      }),
    );
  });

  it('orders a tree without crossings, however it is numbered', () => {
    const parents = fc.array(fc.nat(), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(parents, (choices) => {
        const tree = graph(
          choices.length + 1,
          ...choices.map((choice, index): [number, number] => [choice % (index + 1), index + 1]),
        );
        const steps = layered(tree, ranks(tree));
        const columns = order(steps);
        assert.equal(crossings(steps, columns, positions(steps.count, columns)), 0);
      }),
    );
  });

  it('keeps distances and moves as little as it can', () => {
    const three = (...values: readonly number[]) => Float64Array.from(values);
    assert.deepEqual([...spaced(three(0, 10, 20), three(1, 1, 1), three(5, 5))], [0, 10, 20]);
    assert.deepEqual([...spaced(three(5, 5, 5), three(1, 1, 1), three(4, 4))], [1, 5, 9]);
    assert.deepEqual([...spaced(three(0, 0), three(3, 1), three(8))], [-2, 6]);
  });

  it('numbers the parts by their first node', () => {
    const { count, from, to } = graph(5, [3, 0], [2, 4]);
    assert.deepEqual([...components(count, from, to)], [0, 1, 2, 0, 2]);
  });

  it('packs parts without overlaps', () => {
    const parts = fc.array(
      fc.record({ width: fc.integer({ min: 1, max: 900 }), height: fc.integer({ min: 1, max: 400 }) }),
    );
    fc.assert(
      fc.property(parts, (sizes) => {
        const areas = pack(sizes).map((corner, index) => ({
          ...corner,
          ...(sizes[index] ?? { width: 0, height: 0 }),
        }));
        for (const [index, a] of areas.entries())
          for (const b of areas.slice(index + 1))
            assert.ok(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y);
      }),
    );
  });
});
