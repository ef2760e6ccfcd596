// How far a map shows each way, and what lies between two tiles.
import assert from 'node:assert/strict';
import { freshShape, type Shape } from '../../../../webview/shape/shape.ts';
import { shownOf } from '../../../../webview/shape/shown.ts';
import { speaker } from '../../../../webview/words.ts';
import { idOf, picture } from '../pictures.ts';

const guide = [
  'jumping -logged-> data:v0',
  'data:v0 -used-> vague',
  'vague -logged-> model:v0',
  'model:v0 -used-> serene',
  'model:v0 -linked-> MNIST',
];
const shown = (shape: Partial<Shape>) =>
  shownOf(picture('model:v0', ...guide), { ...freshShape, ...shape }, speaker({})).tiles.map(
    ({ title }) => title,
  );

describe('direction and depth', () => {
  it('each have their bounds', () => {
    assert.deepEqual(shown({ upstream: 0 }), ['model:v0', 'serene', 'MNIST']);
    assert.deepEqual(shown({ upstream: 1, downstream: 0 }), ['vague', 'model:v0']);
    assert.deepEqual(shown({ upstream: 'all', downstream: 0 }).length, 4);
  });
});

describe('a path', () => {
  const path = (from: string, to: string) => shown({ path: { from: idOf(from), to: idOf(to) } });
  it('is all that lies on a way, whichever end is upstream', () => {
    assert.deepEqual(path('data:v0', 'model:v0'), ['data:v0', 'vague', 'model:v0']);
    assert.deepEqual(path('model:v0', 'data:v0'), ['data:v0', 'vague', 'model:v0']);
  });
  it('leads over what two have in common where neither descends from the other', () => {
    assert.deepEqual(path('serene', 'MNIST'), ['model:v0', 'serene', 'MNIST']);
  });
  it('of a tile that is gone is none', () => {
    assert.equal(path('serene', 'gone').length, 6);
  });
});
