// The passes of the layout, each on its own.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { components } from '../../../../webview/layout/components.ts';
import { crossings, positions } from '../../../../webview/layout/crossings.ts';
import { backEdges } from '../../../../webview/layout/cycles.ts';
import { dragger } from '../../../../webview/layout/drag.ts';
import type { Graph } from '../../../../webview/layout/graph.ts';
import { poolsFor, space } from '../../../../webview/layout/isotonic.ts';
import { layered } from '../../../../webview/layout/layers.ts';
import { order } from '../../../../webview/layout/order.ts';
import { pack } from '../../../../webview/layout/pack.ts';
import { ranks } from '../../../../webview/layout/ranks.ts';
import { relaxed } from '../../../../webview/layout/relax.ts';
import { sifter } from '../../../../webview/layout/sift.ts';
import { beginning } from '../../../../webview/layout/starts.ts';
import { scratchFor } from '../../../../webview/layout/sweep.ts';
import { isBelow, plant, rehang, type TightTree } from '../../../../webview/layout/tightTree.ts';
import { generate } from '../../../support/lineage/generate.ts';
import { randomFrom } from '../../../support/random.ts';

const graph = (count: number, ...edges: readonly (readonly [number, number])[]) => ({
  count,
  from: Int32Array.from(edges, ([from]) => from),
  to: Int32Array.from(edges, ([, to]) => to),
});

type Edge = readonly [from: number, to: number];

function edgesOf(size: number, seed: number): readonly Edge[] {
  const { nodes, edges } = generate(size, seed);
  const index = new Map([...nodes.keys()].map((id, at) => [id, at]));
  return edges.map(({ from, to }) => [index.get(from) ?? 0, index.get(to) ?? 0]);
}

function grown(size: number, seed: number): Graph {
  return graph(size, ...edgesOf(size, seed));
}

/** The same, and one node more from which all beginnings are reached: it hangs together. */
function rooted(size: number, seed: number): Graph {
  const edges = edgesOf(size, seed);
  const reached = new Set(edges.map(([, to]) => to));
  const beginnings = Array.from({ length: size }, (_, node) => node).filter((node) => !reached.has(node));
  return graph(size + 1, ...edges, ...beginnings.map((node): Edge => [size, node]));
}

/** Each subtree's numbers are a block without gaps, its top's the last; each node is where its number says. */
function assertPostorder({ count, from, to }: Graph, tree: TightTree): void {
  const sizes = new Array<number>(count).fill(1);
  for (let number = 0; number < count; number++) {
    const node = tree.nodeAt[number] ?? -1;
    assert.equal(tree.last[node], number);
    assert.equal(tree.low[node], number + 1 - (sizes[node] ?? 0));
    const edge = tree.up[node] ?? -1;
    if (edge < 0) continue;
    const parent = from[edge] === node ? to[edge] : from[edge];
    sizes[parent ?? -1] = (sizes[parent ?? -1] ?? 0) + (sizes[node] ?? 0);
  }
  assert.equal(sizes[tree.nodeAt[count - 1] ?? -1], count);
}

/** The value that a pass has in the end. */
function done<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('layout passes', () => {
  it('turns the edge that closes a cycle, not the one from the beginning', () => {
    assert.deepEqual([...backEdges(graph(3, [2, 1], [0, 1], [1, 2]))], [1, 0, 0]);
    assert.deepEqual([...backEdges(graph(2, [0, 1], [1, 0], [0, 1]))], [0, 1, 0]);
  });

  it('ranks by the longest way and pulls sources towards their consumers', () => {
    assert.deepEqual([...ranks(graph(5, [0, 1], [1, 2], [2, 3], [4, 3]))], [0, 1, 2, 3, 2]);
  });

  it('ranks so that the edges are as short in sum as they can be', () => {
    const nodes = 5;
    const pairs = fc.uniqueArray(
      fc.tuple(fc.nat({ max: nodes - 1 }), fc.nat({ max: nodes - 1 })).filter(([from, to]) => from < to),
      { selector: ([from, to]) => nodes * from + to },
    );
    fc.assert(
      fc.property(pairs, (some) => {
        // A path through all: network simplex wants what hangs together.
        const spine = Array.from({ length: nodes - 1 }, (_, index): [number, number] => [0, index + 1]);
        const flow = graph(nodes, ...spine, ...some);
        const sum = (rank: ArrayLike<number>) =>
          flow.from.reduce(
            (total, from, edge) => total + (rank[flow.to[edge] ?? 0] ?? 0) - (rank[from] ?? 0),
            0,
          );
        let best = Number.POSITIVE_INFINITY;
        for (let code = 0; code < nodes ** nodes; code++) {
          const rank = Array.from({ length: nodes }, (_, node) => Math.floor(code / nodes ** node) % nodes);
          if (flow.from.every((from, edge) => (rank[flow.to[edge] ?? 0] ?? 0) > (rank[from] ?? 0)))
            best = Math.min(best, sum(rank));
        }
        const own = ranks(flow);
        assert.ok(flow.from.every((from, edge) => (own[flow.to[edge] ?? 0] ?? 0) > (own[from] ?? 0)));
        assert.equal(sum(own), best);
      }),
      { numRuns: 60 },
    );
  });

  it('saves by sifting as many crossings as it says', () => {
    const pairs = fc.array(fc.tuple(fc.nat({ max: 7 }), fc.integer({ min: 8, max: 15 })), { maxLength: 40 });
    const more = fc.array(fc.tuple(fc.integer({ min: 8, max: 15 }), fc.integer({ min: 16, max: 23 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(pairs, more, fc.constantFrom('drifts', 'stays'), (one, other, manner) => {
        const steps = layered(
          graph(24, ...one, ...other),
          Int32Array.from({ length: 24 }, (_, node) => Math.floor(node / 8)),
        );
        const columns = steps.columns.map((column) => column.slice());
        const position = positions(steps.count, columns);
        const before = crossings(steps, columns, position);
        const sift = sifter(steps, manner);
        const once = () => columns.reduce((sum, column) => sum + sift.column(column, position), 0);
        const saved = once() + once();
        assert.ok(saved >= 0);
        assert.deepEqual(position, positions(steps.count, columns));
        assert.equal(crossings(steps, columns, position), before - saved);
      }),
    );
  });

  it('relaxes each column into another order of the same nodes, where lines cross less', () => {
    let [all, less] = [0, 0];
    for (let seed = 1; seed <= 20; seed++) {
      const whole = rooted(300, seed);
      const steps = layered(whole, ranks(whole));
      const columns = beginning(steps, 2);
      const position = positions(steps.count, columns);
      const before = crossings(steps, columns, position);
      for (const _ of relaxed(steps, columns, position, 40, scratchFor(steps)));
      assert.deepEqual(
        columns.map((column) => column.toSorted()),
        steps.columns.map((column) => column.toSorted()),
      );
      assert.deepEqual(position, positions(steps.count, columns));
      all++;
      if (crossings(steps, columns, position) < before) less++;
    }
    assert.ok(less > all * 0.8, `${less} of ${all}`);
  });

  it('relaxes what has no lines at all, and what pulls everywhere alike', () => {
    const lone = layered(graph(2), Int32Array.of(0, 0));
    const alike = layered(graph(4, [0, 2], [0, 3], [1, 2], [1, 3]), Int32Array.of(0, 0, 1, 1));
    for (const steps of [lone, alike]) {
      const columns = beginning(steps, 0);
      const position = positions(steps.count, columns);
      for (const _ of relaxed(steps, columns, position, 400, scratchFor(steps)));
      assert.deepEqual(
        columns.map((column) => column.toSorted()),
        steps.columns,
      );
      assert.deepEqual(position, positions(steps.count, columns));
    }
  });

  it('keeps a spanning tree in postorder while its subtrees are hung elsewhere', () => {
    const whole = rooted(80, 3);
    const tree = plant(whole, ranks(whole));
    const random = randomFrom(5);
    for (let turn = 0; turn < 300; turn++) {
      const slot = Math.floor(random() * tree.edges.length);
      const leaving = tree.edges[slot] ?? 0;
      const [from, to] = [whole.from[leaving] ?? 0, whole.to[leaving] ?? 0];
      const top = tree.up[from] === leaving ? from : to;
      const crossing = [...whole.from.keys()].filter(
        (edge) =>
          edge !== leaving &&
          isBelow(tree, whole.from[edge] ?? 0, top) !== isBelow(tree, whole.to[edge] ?? 0, top),
      );
      const entering = crossing[Math.floor(random() * crossing.length)];
      if (entering === undefined) continue;
      const [a, b] = [whole.from[entering] ?? 0, whole.to[entering] ?? 0];
      const [inner, outer] = isBelow(tree, a, top) ? [a, b] : [b, a];
      rehang(whole, tree, leaving, entering, inner, outer);
      tree.edges[slot] = entering;
      assertPostorder(whole, tree);
    }
  });

  it('saves by dragging threads as many crossings as it says', () => {
    fc.assert(
      fc.property(fc.nat({ max: 500 }), fc.integer({ min: 20, max: 200 }), (seed, size) => {
        const whole = grown(size, seed);
        const rank = new Int32Array(size);
        // The generator writes causes before effects.
        for (const [edge, from] of whole.from.entries()) {
          const to = whole.to[edge] ?? 0;
          rank[to] = Math.max(rank[to] ?? 0, (rank[from] ?? 0) + 1);
        }
        for (const [edge, from] of whole.from.entries())
          fc.pre((rank[whole.to[edge] ?? 0] ?? 0) > (rank[from] ?? 0));
        const steps = layered(whole, rank);
        const columns = steps.columns.map((column) => column.slice());
        const position = positions(steps.count, columns);
        const before = crossings(steps, columns, position);
        const saved = dragger(steps).all(columns, position);
        assert.ok(saved >= 0);
        assert.deepEqual(position, positions(steps.count, columns));
        assert.equal(crossings(steps, columns, position), before - saved);
      }),
      { numRuns: 40 },
    );
  });

  it('gives a long edge a bend in each column that it crosses, shared by its doubles', () => {
    const long = graph(4, [0, 1], [1, 2], [2, 3], [0, 3], [0, 3]);
    const { firstBend, bendCount, count, columns } = layered(long, ranks(long));
    assert.deepEqual([...bendCount], [0, 0, 0, 2, 2]);
    assert.deepEqual([...firstBend.slice(3)], [4, 4]);
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

  it('lets the many long edges of one tile share their bends', () => {
    const length = 60;
    const chain = Array.from({ length }, (_, node): [number, number] => [node, node + 1]);
    const readers = Array.from({ length: length - 10 }, (_, node): [number, number] => [0, node + 10]);
    const long = graph(length + 1, ...chain, ...readers);
    const steps = layered(long, ranks(long));
    assert.equal(steps.count, length + 1 + (length - 2));
    for (const [edge, from] of long.from.entries()) {
      const first = steps.firstBend[edge] ?? 0;
      const way = Array.from({ length: steps.bendCount[edge] ?? 0 }, (_, bend) => first + bend);
      const stops = [from, ...way, long.to[edge] ?? 0];
      for (const [index, stop] of stops.entries()) {
        if (index === 0) continue;
        const before = stops[index - 1] ?? 0;
        const neighbours = steps.right.items.subarray(
          steps.right.start[before],
          steps.right.start[before + 1],
        );
        assert.ok(neighbours.includes(stop), `no step from ${before} to ${stop}`);
      }
    }
  });

  it('draws the longest edges without bends when there are more than anybody could follow', () => {
    const length = 3000;
    const chain = Array.from({ length }, (_, node): [number, number] => [node, node + 1]);
    const far = Array.from({ length: 1000 }, (_, node): [number, number] => [node, node + 1900]);
    const long = graph(length + 1, ...chain, ...far);
    const steps = layered(
      long,
      Int32Array.from({ length: length + 1 }, (_, node) => node),
    );
    assert.ok(steps.count < 600_000);
    assert.ok(steps.bendCount.includes(0));
    assert.equal(steps.left.items.length, steps.right.items.length);
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
        const columns = done(order(steps));
        assert.equal(crossings(steps, columns, positions(steps.count, columns)), 0);
      }),
    );
  });

  it('keeps distances and moves as little as it can', () => {
    const three = (...values: readonly number[]) => Float64Array.from(values);
    const spaced = (wanted: Float64Array, weights: Float64Array, offsets: Float64Array) => {
      space(wanted, weights, offsets, wanted.length, poolsFor(wanted.length));
      return [...wanted];
    };
    assert.deepEqual(spaced(three(0, 10, 20), three(1, 1, 1), three(0, 5, 10)), [0, 10, 20]);
    assert.deepEqual(spaced(three(5, 5, 5), three(1, 1, 1), three(0, 4, 8)), [1, 5, 9]);
    assert.deepEqual(spaced(three(0, 0), three(3, 1), three(0, 8)), [-2, 6]);
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
