// The layout keeps its promises on any graph, and draws the guide's lineage as one straight line that forks at its end.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Box, Link, Placed } from '../../../../webview/layout/graph.ts';
import { layout } from '../../../../webview/layout/layout.ts';

const tile = (id: string) => ({ id, width: 180, height: 52 });
const links = (...pairs: readonly string[]): Link[] =>
  pairs.map((pair) => {
    const [from = '', to = ''] = pair.split(' → ');
    return { from, to };
  });
function box({ boxes }: Placed, id: string): Box {
  const found = boxes.find((one) => one.id === id);
  if (!found) assert.fail(`no box for ${id}`);
  return found;
}

/** Any graph: cycles, self-loops, multi-edges, loose parts, ends that are no tile. */
const graphs = fc.integer({ min: 0, max: 24 }).chain((count) =>
  fc.record({
    tiles: fc.tuple(
      ...Array.from({ length: count }, (_, index) =>
        fc.record(
          {
            id: fc.constant<string>(`t${index}`),
            width: fc.integer({ min: 20, max: 260 }),
            height: fc.integer({ min: 20, max: 90 }),
          },
          { noNullPrototype: true },
        ),
      ),
    ),
    links: fc.array(
      fc.record({
        from: fc.integer({ min: 0, max: count + 1 }).map((index) => `t${index}`),
        to: fc.integer({ min: 0, max: count + 1 }).map((index) => `t${index}`),
      }),
      { maxLength: 60 },
    ),
  }),
);

describe('layout', () => {
  it('draws the guide as a straight line that forks evenly', () => {
    const placed = layout({
      tiles: [
        'jumping-monkey-1',
        'mnist_dataset:v0',
        'vague-morning-5',
        'mnist_model:v0',
        'serene-haze-6',
        'MNIST-dev',
      ].map(tile),
      links: links(
        'jumping-monkey-1 → mnist_dataset:v0',
        'mnist_dataset:v0 → vague-morning-5',
        'vague-morning-5 → mnist_model:v0',
        'mnist_model:v0 → serene-haze-6',
        'mnist_model:v0 → MNIST-dev',
      ),
    });
    assert.deepEqual(
      placed.boxes.map(({ id, x, y }) => [id, x, y]),
      [
        ['jumping-monkey-1', 0, 37],
        ['mnist_dataset:v0', 234, 37],
        ['vague-morning-5', 468, 37],
        ['mnist_model:v0', 702, 37],
        ['serene-haze-6', 940.625, 0],
        ['MNIST-dev', 940.625, 74],
      ],
    );
    assert.deepEqual(placed.routes[0], {
      link: 0,
      kind: 'forward',
      points: [
        [180, 63],
        [234, 63],
      ],
    });
    assert.deepEqual([placed.width, placed.height], [1120.625, 126]);
  });

  it('keeps a long arrow straight and clear of the tiles that it passes', () => {
    const placed = layout({
      tiles: ['a', 'b', 'c', 'd'].map(tile),
      links: links('a → b', 'b → c', 'c → d', 'a → d'),
    });
    const inner = placed.routes[3]?.points.slice(1, -1) ?? [];
    assert.equal(new Set(inner.map(([, y]) => y)).size, 1);
    const y = inner[0]?.[1] ?? 0;
    for (const id of ['b', 'c']) {
      const passed = box(placed, id);
      assert.ok(y < passed.y || y > passed.y + passed.height);
    }
    assert.equal(new Set(['a', 'b', 'c', 'd'].map((id) => box(placed, id).y)).size, 1);
  });

  it('draws a run that uses what it logged beside the arrow that made it', () => {
    const placed = layout({ tiles: ['run', 'model'].map(tile), links: links('run → model', 'model → run') });
    assert.deepEqual(
      placed.routes.map(({ kind, points }) => [kind, points]),
      [
        [
          'forward',
          [
            [180, 26],
            [234, 26],
          ],
        ],
        [
          'back',
          [
            [234, 37],
            [180, 37],
          ],
        ],
      ],
    );
  });

  it('uncrosses what can be uncrossed', () => {
    const placed = layout({
      tiles: ['a', 'b', 'c', 'x', 'y', 'z'].map(tile),
      links: links('a → z', 'b → y', 'c → x', 'a → y', 'b → x'),
    });
    const above = (a: string, b: string) => box(placed, a).y < box(placed, b).y;
    assert.equal(above('z', 'y'), above('a', 'b'));
    assert.equal(above('y', 'x'), above('b', 'c'));
  });

  it('leaves out links without both ends', () => {
    const placed = layout({ tiles: [tile('a'), tile('b')], links: links('a → gone', 'a → b') });
    assert.deepEqual(
      placed.routes.map(({ link }) => link),
      [1],
    );
  });

  it('places every tile at a finite place inside the picture, with its size', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const placed = layout(graph);
        assert.deepEqual(
          placed.boxes.map(({ id, width, height }) => ({ id, width, height })),
          graph.tiles,
        );
        for (const { x, y, width, height } of placed.boxes) {
          assert.ok(x >= 0 && y >= -1e-6, `${x}, ${y}`);
          assert.ok(x + width <= placed.width + 1e-6 && y + height <= placed.height + 1e-6);
        }
      }),
    );
  });

  it('never lets tiles overlap', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        assertApart(layout(graph).boxes);
      }),
    );
  });

  it('keeps all of that for a picture that has grown, wherever its tiles were', () => {
    const heights = fc.array(fc.option(fc.integer({ min: -5000, max: 5000 })), {
      minLength: 24,
      maxLength: 24,
    });
    fc.assert(
      fc.property(graphs, heights, (graph, wished) => {
        const before = new Map(
          wished.flatMap((y, index) => (y === null ? [] : [[`t${index}`, { y, height: 40 }] as const])),
        );
        const placed = layout({ ...graph, before });
        assert.deepEqual(layout({ ...graph, before }), placed);
        assertApart(placed.boxes);
        for (const { x, y } of placed.boxes) assert.ok(x >= 0 && y >= -1e-6);
      }),
    );
  });

  it('points every arrow right that is in no cycle, and joins the tiles that it should', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const placed = layout(graph);
        const ids = new Set(graph.tiles.map(({ id }) => id));
        const known = [...graph.links.keys()].filter((index) => {
          const link = graph.links[index];
          return link && ids.has(link.from) && ids.has(link.to);
        });
        assert.deepEqual(
          placed.routes.map(({ link }) => link),
          known,
        );
        for (const { link, kind, points } of placed.routes) {
          const { from = '', to = '' } = graph.links[link] ?? {};
          const [source, target] = [box(placed, from), box(placed, to)];
          if (kind === 'loop') assert.equal(from, to);
          else assert.equal(source.x + source.width < target.x, kind === 'forward');
          if (kind !== 'forward') assert.ok(leads(graph.links, ids, to, from), 'turned without need');
          const [[x1, y1] = [0, 0], [x2, y2] = [0, 0]] = [points[0] ?? [0, 0], points.at(-1) ?? [0, 0]];
          if (kind === 'forward') assert.deepEqual([x1, x2], [source.x + source.width, target.x]);
          if (kind === 'back') assert.deepEqual([x1, x2], [source.x, target.x + target.width]);
          assert.ok(y1 >= source.y - 1e-6 && y1 <= source.y + source.height + 1e-6);
          assert.ok(y2 >= target.y - 1e-6 && y2 <= target.y + target.height + 1e-6);
        }
      }),
    );
  });

  it('gives the same picture for the same graph', () => {
    fc.assert(fc.property(graphs, (graph) => assert.deepEqual(layout(graph), layout(graph))));
  });
});

function assertApart(boxes: readonly Box[]): void {
  for (const [index, a] of boxes.entries())
    for (const b of boxes.slice(index + 1))
      assert.ok(
        a.x + a.width <= b.x ||
          b.x + b.width <= a.x ||
          a.y + a.height <= b.y + 1e-6 ||
          b.y + b.height <= a.y + 1e-6,
        `${a.id} and ${b.id}`,
      );
}

/** Whether a way of links among the tiles leads from one to the other. */
function leads(all: readonly Link[], ids: ReadonlySet<string>, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const id of seen) for (const link of all) if (link.from === id && ids.has(link.to)) seen.add(link.to);
  return seen.has(to);
}
