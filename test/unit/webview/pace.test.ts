// Painting gives way to frames that come late, and comes back slowly.
import assert from 'node:assert/strict';
import { createPace } from '../../../webview/draw/canvas/pace.ts';

describe('the pace of painting', () => {
  it('halves when a frame comes late after painting, never to nothing, and grows again', () => {
    const pace = createPace();
    const first = pace.slice(0, false);
    assert.equal(pace.slice(17, true), first);
    const late = pace.slice(60, true);
    assert.equal(late, first / 2);
    assert.ok(pace.slice(77, true) > late);
    let now = 77;
    const slices = Array.from({ length: 20 }, () => {
      now += 50;
      return pace.slice(now, true);
    });
    assert.ok(slices.every((it) => it >= 1));
    assert.equal(slices.at(-1), slices.at(-2), 'there is a least');
  });
  it('does not mind a frame that comes late after a pause', () => {
    const pace = createPace();
    const first = pace.slice(0, false);
    assert.equal(pace.slice(5000, false), first);
  });
});
