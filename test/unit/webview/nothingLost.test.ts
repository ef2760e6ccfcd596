// From a lineage to what is drawn of it: nothing is lost on the way, and the focus is in sight.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Lineage, NodeId } from '../../../src/lineage/model.ts';
import { opening } from '../../../webview/fit.ts';
import type { Scene } from '../../../webview/scene.ts';
import { freshShape, type Shape, setAlone } from '../../../webview/shape/shape.ts';
import { shownOf } from '../../../webview/shape/shown.ts';
import { nodesOf } from '../../../webview/shape/shownTile.ts';
import { speaker } from '../../../webview/words.ts';
import { generate } from '../../support/lineage/generate.ts';
import { allOf } from '../../support/page/pictures.ts';
import { sceneFor } from './scenes.ts';

const say = speaker({});
const whole: Shape = { ...freshShape, foldGenerated: false };
const none: NodeId = 'run:none';

function drawn(lineage: Lineage, focus: NodeId, shape: Shape): Scene {
  return sceneFor(shownOf(allOf(lineage, focus), shape, say), (text) => text.length * 7);
}

const lineages = fc
  .record({ size: fc.integer({ min: 10, max: 150 }), seed: fc.integer({ min: 1, max: 1e6 }) })
  .map(({ size, seed }) => generate(size, seed));

describe('what is drawn of a lineage', () => {
  it('is each node in one tile, and each edge in one arrow', () =>
    fc.assert(
      fc.property(lineages, fc.boolean(), (lineage, clusters) => {
        const { tiles, arrows } = drawn(lineage, none, { ...whole, clusters });
        const nodes = tiles.flatMap(({ tile }) => nodesOf(tile));
        assert.deepEqual([...nodes].sort(), [...lineage.nodes.keys()].sort());
        const edges = arrows.reduce((sum, { arrow }) => sum + arrow.count, 0);
        assert.equal(edges, lineage.edges.length);
      }),
      { numRuns: 30 },
    ));

  it('is every member on its own once it is pulled out of its cluster', () =>
    fc.assert(
      fc.property(lineages, (lineage) => {
        const gathered = drawn(lineage, none, whole);
        const members = gathered.tiles.flatMap(({ tile }) => (tile.members ? nodesOf(tile) : []));
        const apart = drawn(lineage, none, setAlone(whole, members, true));
        assert.ok(apart.tiles.every(({ tile }) => !tile.members));
        assert.equal(apart.tiles.length, lineage.nodes.size);
      }),
      { numRuns: 20 },
    ));

  it('tells of each neighbour that it does not show', () =>
    fc.assert(
      fc.property(lineages, fc.nat(), (lineage, pick) => {
        const focus = [...lineage.nodes.keys()][pick % lineage.nodes.size] ?? none;
        const { tiles } = drawn(lineage, focus, { ...whole, clusters: false });
        for (const { tile } of tiles) {
          const shown = new Set(tiles.map((other) => other.tile.id as string));
          const after = new Set(lineage.edges.filter(({ from }) => from === tile.id).map(({ to }) => to));
          assert.equal(tile.downstream.hidden, [...after].filter((id) => !shown.has(id)).length);
        }
      }),
      { numRuns: 20 },
    ));

  it('opens with the focus in the window, whatever the window', () =>
    fc.assert(
      fc.property(
        lineages,
        fc.nat(),
        fc.record({
          width: fc.integer({ min: 320, max: 2000 }),
          height: fc.integer({ min: 240, max: 1400 }),
        }),
        (lineage, pick, window) => {
          const focus = [...lineage.nodes.keys()][pick % lineage.nodes.size] ?? none;
          const scene = drawn(lineage, focus, { ...whole, upstream: 'all', downstream: 'all' });
          const box = scene.byId.get(focus)?.box;
          assert.ok(box);
          const { x, y, k } = opening(scene, box, window);
          const middle = { x: (box.x + box.width / 2) * k + x, y: (box.y + box.height / 2) * k + y };
          assert.ok(middle.x >= 0 && middle.x <= window.width, `x ${middle.x}`);
          assert.ok(middle.y >= 0 && middle.y <= window.height, `y ${middle.y}`);
        },
      ),
      { numRuns: 30 },
    ));
});
