// Layouts of lineages as people have them: golden pictures of small ones, and large ones that keep their promises.
import assert from 'node:assert/strict';
import type { Lineage } from '../../../../src/lineage/model.ts';
import { titleOf } from '../../../../src/lineage/title.ts';
import type { Placed } from '../../../../webview/layout/graph.ts';
import { type LayoutInput, layout, layoutInSteps } from '../../../../webview/layout/layout.ts';
import { lineage } from '../../../support/lineage/build.ts';
import { generate } from '../../../support/lineage/generate.ts';

function inputOf({ nodes, edges }: Lineage, keep: (index: number) => boolean = () => true): LayoutInput {
  const tiles = [...nodes.values()]
    .filter((_, index) => keep(index))
    .map((node) => ({ id: node.id, width: 54 + 7 * titleOf(node).length, height: 46 }));
  return { tiles, links: edges };
}

/** The columns of a picture, each from top to bottom. */
function columnsOf({ nodes }: Lineage, { boxes }: Placed): readonly (readonly string[])[] {
  const title = new Map([...nodes.values()].map((node) => [node.id as string, titleOf(node)]));
  const columns = new Map<number, { y: number; name: string }[]>();
  for (const { id, x, y } of boxes)
    columns.set(x, [...(columns.get(x) ?? []), { y, name: title.get(id) ?? '' }]);
  return [...columns.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, column]) => column.sort((a, b) => a.y - b.y).map(({ name }) => name));
}

function overlaps({ boxes }: Placed): number {
  const sorted = [...boxes].sort((a, b) => a.x - b.x);
  let count = 0;
  sorted.forEach((a, index) => {
    for (const b of sorted.slice(index + 1)) {
      if (b.x >= a.x + a.width) break;
      if (a.y + a.height > b.y + 1e-6 && b.y + b.height > a.y + 1e-6) count++;
    }
  });
  return count;
}

const yes = new AbortController().signal;

describe('layout of lineages', () => {
  it('lays versions that follow each other on one line, their readers beside it', () => {
    const chain = lineage(
      'make-0 -logged-> data:v0',
      'data:v0 -used-> make-1',
      'make-1 -logged-> data:v1',
      'data:v1 -used-> make-2',
      'make-2 -logged-> data:v2',
      'data:v0 -used-> look-0',
      'data:v1 -used-> look-1',
    );
    const placed = layout(inputOf(chain));
    assert.deepEqual(columnsOf(chain, placed), [
      ['make-0'],
      ['data:v0'],
      ['make-1', 'look-0'],
      ['data:v1'],
      ['make-2', 'look-1'],
      ['data:v2'],
    ]);
  });

  it('lays a sweep as parallel lines that fan out of the data and into the comparison', () => {
    const sweep = lineage(
      ...[0, 1, 2, 3, 4].flatMap((member) => [
        `data:v0 -used-> train-${member}`,
        `train-${member} -logged-> model:v${member}`,
        `model:v${member} -used-> compare`,
      ]),
    );
    const placed = layout(inputOf(sweep));
    assert.deepEqual(columnsOf(sweep, placed), [
      ['data:v0'],
      ['train-0', 'train-1', 'train-2', 'train-3', 'train-4'],
      ['model:v0', 'model:v1', 'model:v2', 'model:v3', 'model:v4'],
      ['compare'],
    ]);
    const middle = (id: string) => placed.boxes.find((box) => box.id.endsWith(id))?.y;
    assert.equal(middle('/train-2'), middle('data:v0'));
    assert.equal(middle('/train-4'), middle('model:v4'));
  });

  it('joins branches without a crossing, whatever order they come in', () => {
    const joined = lineage(
      'raw-b:v0 -used-> join',
      'raw-a:v0 -used-> join',
      'get-a -logged-> raw-a:v0',
      'get-b -logged-> raw-b:v0',
      'join -logged-> all:v0',
      'all:v0 -linked-> Registry',
      'all:v0 -used-> check',
    );
    const columns = columnsOf(joined, layout(inputOf(joined)));
    assert.deepEqual(
      columns.map((column) => column.length),
      [2, 2, 1, 1, 2],
    );
    const letters = columns.slice(0, 2).map((column) => column.map((name) => /-(\w)/.exec(name)?.[1]));
    assert.deepEqual(letters[0], letters[1]);
  });

  it('keeps every promise on generated lineages', () => {
    for (const [size, seed] of [
      [60, 1],
      [400, 2],
      [2500, 3],
    ] as const) {
      const input = inputOf(generate(size, seed));
      const placed = layout(input);
      assert.equal(placed.boxes.length, size);
      assert.equal(placed.routes.length, input.links.length);
      assert.equal(overlaps(placed), 0);
      for (const { kind, points } of placed.routes) {
        assert.equal(kind, 'forward');
        for (const [index, [x, y]] of points.entries()) {
          assert.ok(Number.isFinite(y));
          assert.ok(index === 0 || x > (points[index - 1]?.[0] ?? 0));
        }
      }
    }
  });

  it('lays the tiles of very high columns like bricks, each line in the gap between them', () => {
    const fan = Array.from({ length: 6000 }, (_, index) => ({ from: 'data', to: `run-${index}` }));
    const after = fan.slice(0, 3000).map(({ to }) => ({ from: to, to: 'end' }));
    const ids = ['data', 'end', ...fan.map(({ to }) => to)];
    const tiles = ids.map((id) => ({ id, width: 120, height: 46 }));
    const placed = layout({ tiles, links: [...fan, ...after] });
    assert.equal(overlaps(placed), 0);
    assert.ok(placed.height < (6000 * 68) / 1.9, String(placed.height));
    const byId = new Map(placed.boxes.map((box) => [box.id, box]));
    const level = (y: number) => Math.round(y / 100);
    const near = new Map<number, (typeof placed.boxes)[number][]>();
    for (const box of placed.boxes)
      for (const row of new Set([level(box.y), level(box.y + box.height)]))
        near.set(row, [...(near.get(row) ?? []), box]);
    for (const { link, points } of placed.routes) {
      const { from, to } = [...fan, ...after][link] ?? { from: '', to: '' };
      for (const [index, [x, y]] of points.entries()) {
        const [before = x, old = y] = points[index - 1] ?? [];
        if (old !== y) continue;
        const over = (near.get(level(y)) ?? []).filter(
          (box) =>
            box !== byId.get(from) &&
            box !== byId.get(to) &&
            box.x < x &&
            before < box.x + box.width &&
            box.y < y &&
            y < box.y + box.height,
        );
        assert.deepEqual(over, [], `${from} -> ${to}`);
      }
    }
  });

  it('keeps what stays in its place when twenty tiles come to a thousand', () => {
    const grown = generate(1020, 1);
    const first = layout(inputOf(grown, (index) => index < 1000));
    const before = new Map(first.boxes.map((box) => [box.id, box]));
    const next = layout({ ...inputOf(grown), before });
    const moves = next.boxes.flatMap(({ id, x, y }) => {
      const old = before.get(id);
      return old ? [Math.hypot(x - old.x, y - old.y)] : [];
    });
    assert.equal(moves.length, 1000);
    assert.ok(moves.reduce((sum, move) => sum + move, 0) / moves.length < first.width / 10);
    assert.equal(overlaps(next), 0);
  });

  it('stays as it is when nothing changes, but for what can still be better', () => {
    const input = inputOf(generate(200, 4));
    const first = layout(input);
    const again = layout({ ...input, before: new Map(first.boxes.map((box) => [box.id, box])) });
    const moved = again.boxes.filter(({ x, y }, index) => {
      const old = first.boxes[index];
      return old !== undefined && Math.hypot(x - old.x, y - old.y) > 100;
    });
    assert.ok(moved.length < 20, String(moved.length));
  });

  it('gives in steps what it gives at once, and stops when it is told to', async () => {
    const input = inputOf(generate(1500, 5));
    let pauses = 0;
    const pause = async () => {
      pauses++;
    };
    assert.deepEqual(await layoutInSteps(input, pause, yes), layout(input));
    assert.ok(pauses > 0);
    const stop = new AbortController();
    const half = layoutInSteps(input, async () => stop.abort(new Error('enough')), stop.signal);
    await assert.rejects(half, /enough/);
  });
});
