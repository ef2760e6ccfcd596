// Tiles on the canvas on their way from one scene to the next.
import assert from 'node:assert/strict';
import { glideOf } from '../../../webview/draw/canvas/glide.ts';
import { subjectOf } from '../../../webview/draw/canvas/paint.ts';
import type { Box } from '../../../webview/layout/graph.ts';
import type { Scene } from '../../../webview/scene.ts';
import { freshShape } from '../../../webview/shape/shape.ts';
import { shownOf } from '../../../webview/shape/shown.ts';
import { speaker } from '../../../webview/words.ts';
import { picture } from './pictures.ts';
import { sceneFor } from './scenes.ts';

const everywhere = { left: -1e4, top: -1e4, right: 1e4, bottom: 1e4 };

function sceneOfLines(...lines: readonly string[]): Scene {
  const shown = shownOf(picture(null, ...lines), { ...freshShape, clusters: false }, speaker({}));
  return sceneFor(shown, (text) => text.length * 7);
}

describe('tiles that glide', () => {
  const before = sceneOfLines('a -logged-> x:v0', 'x:v0 -used-> b');
  const after = sceneOfLines('first -logged-> y:v0', 'y:v0 -used-> a', 'a -logged-> x:v0', 'x:v0 -used-> b');
  const glide = glideOf(before, subjectOf(after, null), everywhere);
  const boxAt = (part: number, id: string) =>
    glide?.at(part).scene.tiles.find(({ tile }) => tile.id === id)?.box;

  it('begin where they stood and end where they stand', () => {
    assert.equal(boxAt(0, 'run:a')?.x, before.byId.get('run:a')?.box.x);
    assert.equal(boxAt(1, 'run:a')?.x, after.byId.get('run:a')?.box.x);
    const half = boxAt(0.5, 'run:a')?.x ?? 0;
    assert.ok(half > (before.byId.get('run:a')?.box.x ?? 0) && half < (after.byId.get('run:a')?.box.x ?? 0));
    assert.deepEqual(
      glide?.at(1).scene.arrows.map(({ route }) => route.points),
      after.arrows.map(({ route }) => route.points),
    );
  });
  it('leave nothing out, and new tiles at their place', () => {
    assert.equal(glide?.tiles, after.tiles.length);
    assert.deepEqual(boxAt(0, 'run:first'), after.byId.get('run:first')?.box);
  });
  it('take their lines along, new ones and such as get longer too', () => {
    const longer = sceneOfLines(
      ...['a -logged-> x:v0', 'x:v0 -used-> b', 'first -logged-> y:v0', 'y:v0 -used-> a'],
      ...['x:v0 -used-> c', 'c -logged-> z:v0', 'z:v0 -used-> b'],
    );
    const points = (scene: Scene) =>
      scene.arrows.find(({ from, to }) => from.title === 'x:v0' && to.title === 'b')?.route.points.length ??
      0;
    assert.ok(points(longer) > points(before));
    const way = glideOf(before, subjectOf(longer, null), everywhere);
    for (const part of [0, 0.25, 0.5, 0.75, 1]) {
      const { tiles, arrows } = way?.at(part).scene ?? before;
      const boxes = new Map<string, Box>(tiles.map(({ tile, box }) => [tile.id, box]));
      assert.equal(arrows.length, 7);
      for (const { from, to, route } of arrows) {
        const [start, end] = [boxes.get(from.id), boxes.get(to.id)];
        const [first, last] = [route.points[0], route.points.at(-1)];
        assert.ok(start && end && first && last);
        const where = `${from.title} → ${to.title} at ${part}`;
        assert.ok(Math.abs(first[0] - start.x - start.width) < 1 && Math.abs(last[0] - end.x) < 1, where);
        assert.ok(first[1] >= start.y && first[1] <= start.y + start.height, where);
        assert.ok(last[1] >= end.y && last[1] <= end.y + end.height, where);
      }
    }
  });
  it('are none where nothing moves, or nobody looks', () => {
    assert.equal(glideOf(before, subjectOf(before, null), everywhere), undefined);
    const aside = { left: 9e3, top: 9e3, right: 1e4, bottom: 1e4 };
    assert.equal(glideOf(before, subjectOf(after, null), aside), undefined);
  });
});
