// What the page remembers of itself.
import assert from 'node:assert/strict';
import { freshShape } from '../../../webview/shape/shape.ts';
import { freshState, parseViewState } from '../../../webview/viewState.ts';

describe('view state', () => {
  it('comes back as it was saved', () => {
    const state = {
      focus: 'run:x',
      before: 'run:y',
      aliases: { before: 'x:best' },
      listed: true,
      view: { x: 1, y: 2, k: 0.5 },
      selected: 'run:x',
      details: true,
      legend: false,
      mode: { follows: true, locked: false },
      shape: { ...freshShape, expanded: [{ id: 'run:x', direction: 'upstream' }] },
    };
    assert.deepEqual(parseViewState(JSON.parse(JSON.stringify(state))), state);
  });
  it('forgets what does not fit', () => {
    assert.deepEqual(parseViewState(undefined), freshState);
    assert.deepEqual(parseViewState({ view: { x: 1, y: 'two', k: 0 }, selected: 7 }), freshState);
  });
});
