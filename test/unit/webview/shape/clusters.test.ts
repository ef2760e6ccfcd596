// Clusters on the map: many that are alike are one tile, nobody is lost, and the focus is never hidden.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Lineage } from '../../../../src/lineage/model.ts';
import type { Picture } from '../../../../src/protocol/picture.ts';
import { freshShape, type Shape, setAlone } from '../../../../webview/shape/shape.ts';
import { shownOf } from '../../../../webview/shape/shown.ts';
import { nodesOf } from '../../../../webview/shape/shownTile.ts';
import { speaker } from '../../../../webview/words.ts';
import { generate } from '../../../support/lineage/generate.ts';
import { idOf, picture, tile } from '../pictures.ts';

const sweep = Array.from({ length: 8 }, (_, i) => [
  `data:v0 -used-> t${i}`,
  `t${i} -logged-> net:v${i}`,
]).flat();
const shown = (from: Picture, shape: Partial<Shape> = {}) =>
  shownOf(from, { ...freshShape, ...shape }, speaker({}));
const titles = (from: Picture, shape?: Partial<Shape>) => shown(from, shape).tiles.map(({ title }) => title);

function drawn({ nodes, edges }: Lineage): Picture {
  return {
    focus: [...nodes.keys()][0] ?? null,
    tiles: [...nodes.values()].map((node) => ({
      ...tile(node.name),
      id: node.id,
      kind: node.kind,
      name: node.name,
    })),
    arrows: edges.map(({ kind, from, to }) => ({ kind, from, to, declared: false, recorded: true })),
    ties: [],
    notices: [],
  };
}

describe('clusters on the map', () => {
  it('stand for many that are alike, with arrows that stand for theirs', () => {
    assert.deepEqual(titles(picture('data:v0', ...sweep)), ['data:v0', '8 runs', '8 versions of net']);
    const { arrows } = shown(picture('data:v0', ...sweep));
    assert.deepEqual(
      arrows.map(({ kind, count }) => [kind, count]),
      [
        ['used', 8],
        ['logged', 8],
      ],
    );
    assert.equal(titles(picture('data:v0', ...sweep), { clusters: false }).length, 17);
  });

  it('let a member stand on its own, and never hide the focus', () => {
    assert.deepEqual(titles(picture('data:v0', ...sweep), { alone: [idOf('t3')] }).slice(0, 3), [
      'data:v0',
      't3',
      '7 runs',
    ]);
    assert.equal(titles(picture('t2', ...sweep))[0], 'data:v0');
    assert.ok(titles(picture('t2', ...sweep)).includes('t2'));
    assert.deepEqual(setAlone(setAlone(freshShape, [idOf('t3')], true), [idOf('t3')], false), freshShape);
  });

  it('lose nobody', () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), (seed) => {
        const from = drawn(generate(150, seed));
        const nobody = shown({ ...from, focus: null });
        assert.deepEqual(nobody.tiles.flatMap(nodesOf).sort(), from.tiles.map(({ id }) => id).sort());
        const ids = new Set(nobody.tiles.map(({ id }) => id));
        assert.ok(nobody.arrows.every((arrow) => ids.has(arrow.from) && ids.has(arrow.to)));
        assert.ok(shown(from).tiles.some(({ id }) => id === from.focus));
      }),
      { numRuns: 30 },
    );
  });
});

describe('folds on the map', () => {
  const from = picture(
    'data:v1',
    'make -logged-> data:v1',
    'make -logged-> data:v0',
    'data:v1 -used-> train',
    'train -logged-> log:v0',
  );
  const marked: Picture = {
    ...from,
    tiles: from.tiles.map((one) => ({
      ...one,
      ...(one.title === 'log:v0' && { generated: true }),
      ...(one.title === 'data:v0' && { superseded: true }),
    })),
  };
  it('take what W&B made by itself and say so at its neighbour, until it is asked for', () => {
    assert.deepEqual(titles(marked), ['make', 'data:v1', 'train']);
    assert.equal(shown(marked).tiles[2]?.downstream.hidden, 1);
    assert.equal(titles(marked, { foldGenerated: false }).length, 4);
    assert.equal(titles(marked, { expanded: [{ id: idOf('train'), direction: 'downstream' }] }).length, 4);
  });
  it('take superseded versions where that is wanted', () => {
    const all = { expanded: [] };
    assert.equal(titles({ ...marked, focus: null }, all).length, 4);
    assert.equal(titles({ ...marked, focus: null }, { foldSuperseded: true }).length, 3);
  });
});
