// Finding tiles by their words.
import assert from 'node:assert/strict';
import { matches, nextMatch } from '../../../webview/find.ts';
import { freshShape } from '../../../webview/shape/shape.ts';
import { shownOf } from '../../../webview/shape/shown.ts';
import { speaker } from '../../../webview/words.ts';
import { picture } from './pictures.ts';
import { sceneFor } from './scenes.ts';

const sweep = Array.from({ length: 6 }, (_, i) => `data:v0 -used-> t${i}`);
const scene = sceneFor(
  shownOf(picture('data:v0', 'make -logged-> data:v0', ...sweep), freshShape, speaker({})),
  (text) => text.length * 7,
);

describe('find', () => {
  it('takes every word, from left to right, a cluster through its members', () => {
    assert.deepEqual(matches(scene, ' DATA v0 '), ['version:data:v0']);
    assert.deepEqual(matches(scene, 'a'), ['run:make', 'version:data:v0']);
    assert.equal(matches(scene, 't3')[0]?.startsWith('cluster:'), true);
    assert.deepEqual(matches(scene, ' '), []);
  });
  it('goes around the ends', () => {
    assert.equal(nextMatch(['a', 'b'], null, 1), 'a');
    assert.equal(nextMatch(['a', 'b'], 'b', 1), 'a');
    assert.equal(nextMatch(['a', 'b'], null, -1), 'b');
    assert.equal(nextMatch([], 'b', 1), undefined);
  });
});
