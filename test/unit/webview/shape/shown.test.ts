// How much of a picture is shown: little at first, more where it is asked for, and always a word on the rest.
import assert from 'node:assert/strict';
import { freshShape, toggleExpansion } from '../../../../webview/shape/shape.ts';
import { shownOf } from '../../../../webview/shape/shown.ts';
import type { Shown } from '../../../../webview/shape/shownTile.ts';
import { speaker } from '../../../../webview/words.ts';
import { idOf, picture } from '../pictures.ts';

/** A chain of artifacts and runs, with the focus in its middle. */
function chain(length: number): readonly string[] {
  return Array.from({ length }, (_, i) => [`r${i} -logged-> x:v${i}`, `x:v${i} -used-> r${i + 1}`]).flat();
}

const say = speaker({});
const titles = ({ tiles }: Shown) => tiles.map(({ title }) => title).sort();
const sides = ({ tiles }: Shown) =>
  tiles.flatMap(({ title, upstream, downstream }) =>
    upstream.hidden + downstream.hidden > 0 ? [`${upstream.hidden} ${title} ${downstream.hidden}`] : [],
  );

describe('what is shown', () => {
  it('is all of a small lineage, without what lies aside', () => {
    const shown = shownOf(
      picture('x:v0', 'a -logged-> x:v0', 'a -logged-> y:v0', 'x:v0 -used-> b'),
      freshShape,
      say,
    );
    assert.deepEqual(titles(shown), ['a', 'b', 'x:v0']);
    assert.deepEqual(sides(shown), ['0 a 1']);
    assert.equal(shown.arrows.length, 2);
  });

  it('is what is two steps away in a large one', () => {
    const shown = shownOf(picture('x:v20', ...chain(40)), freshShape, say);
    assert.deepEqual(titles(shown), ['r20', 'r21', 'x:v19', 'x:v20', 'x:v21']);
    assert.deepEqual(sides(shown), ['1 x:v19 0', '0 x:v21 1']);
  });

  it('grows where it is asked to, and shrinks again', () => {
    const from = picture('x:v20', ...chain(40));
    const once = toggleExpansion(freshShape, [idOf('x:v21')], 'downstream');
    const twice = toggleExpansion(once, [idOf('r22')], 'downstream');
    assert.deepEqual(titles(shownOf(from, twice, say)).slice(2, 3), ['r22']);
    assert.equal(shownOf(from, twice, say).tiles.length, 7);
    const back = toggleExpansion(twice, [idOf('x:v21')], 'downstream');
    assert.equal(shownOf(from, back, say).tiles.length, 5);
  });

  it('is everything when nothing is in focus', () => {
    assert.equal(shownOf(picture(null, ...chain(40)), freshShape, say).tiles.length, 81);
  });
});
