// What lies in a window, and under a point.
import assert from 'node:assert/strict';
import { lineExtents, tileAt, tileExtents, within } from '../../../webview/draw/canvas/extents.ts';
import { freshShape } from '../../../webview/shape/shape.ts';
import { shownOf } from '../../../webview/shape/shown.ts';
import { speaker } from '../../../webview/words.ts';
import { picture } from './pictures.ts';
import { sceneFor } from './scenes.ts';

const shown = shownOf(picture(null, 'a -logged-> x:v0', 'x:v0 -used-> b'), freshShape, speaker({}));
const scene = sceneFor(shown, (text) => text.length * 7);
const titleAt = (x: number, y: number, slack = 0) => tileAt(scene.tiles, x, y, slack)?.tile.title;
const [first] = scene.tiles;

describe('places on the canvas', () => {
  it('have the tile under a point, far away also beside it', () => {
    assert.ok(first);
    const { x, y, width } = first.box;
    assert.equal(titleAt(x + 1, y + 1), first.tile.title);
    assert.equal(titleAt(x + width + 3, y + 1), undefined);
    assert.equal(titleAt(x + width + 3, y + 1, 4), first.tile.title);
  });
  it('leave out what no part of the window shows', () => {
    const window = { left: 0, top: 0, right: 60, bottom: 60 };
    const tiles = tileExtents(scene);
    const seen = scene.tiles.filter((_, index) => within(tiles, index, window));
    assert.deepEqual(
      seen.map(({ tile }) => tile.title),
      ['a'],
    );
    const arrows = lineExtents(scene.arrows);
    const far = { left: scene.width - 120, top: 0, right: scene.width, bottom: 60 };
    assert.deepEqual(
      scene.arrows.filter((_, index) => within(arrows, index, far)).map(({ to }) => to.title),
      ['b'],
    );
  });
});
