// Words on arrows: none over another, none without need left out.
import assert from 'node:assert/strict';
import { wordPlaces } from '../../../webview/draw/wordPlaces.ts';
import { freshShape } from '../../../webview/shape/shape.ts';
import { shownOf } from '../../../webview/shape/shown.ts';
import { speaker } from '../../../webview/words.ts';
import { picture } from './pictures.ts';
import { sceneFor } from './scenes.ts';

function arrowsOf(...lines: readonly string[]) {
  const shown = shownOf(picture(null, ...lines), { ...freshShape, clusters: false }, speaker({}));
  return sceneFor(shown, (text) => text.length * 7).arrows;
}

describe('words on arrows', () => {
  const many = arrowsOf(
    ...Array.from({ length: 9 }, (_, i) => [`a:v${i} -used-> r`, `a:v${i} -used-> s`]).flat(),
  );
  it('stand apart where many arrows meet', () => {
    const places = [...wordPlaces(many).values()];
    assert.ok(places.length >= 2);
    places.forEach((a, index) => {
      for (const b of places.slice(index + 1))
        assert.ok(a.anchor !== b.anchor || Math.abs(a.x - b.x) > 30 || Math.abs(a.y - b.y) >= 11);
    });
  });
  it('stand clear of the cards of a pile', () => {
    const [plain, piled] = ['x:v0', 'Best'].map((from) => {
      const [arrow] = arrowsOf(`${from} -used-> a`);
      assert.ok(arrow);
      const { route } = arrow;
      const middle = ((route.points[0]?.[0] ?? 0) + (route.points.at(-1)?.[0] ?? 0)) / 2;
      return ([...wordPlaces([arrow]).values()][0]?.x ?? 0) - middle;
    });
    assert.ok((piled ?? 0) > (plain ?? 0));
  });
  it('are all there where there is room', () => {
    const arrows = arrowsOf('a -logged-> x:v0', 'x:v0 -used-> b', 'b -logged-> y:v0');
    assert.equal(wordPlaces(arrows).size, 3);
  });
});
