// When the canvas has to be painted anew while the camera moves.
import assert from 'node:assert/strict';
import { covers } from '../../../webview/draw/canvas/layer.ts';

describe('the canvas behind the map', () => {
  const window = { width: 1000, height: 600 };
  const picture = { width: 9000, height: 9000 };
  const painted = { x: -2000, y: -2000, k: 0.7 };
  const good = (view: Partial<typeof painted>, whole = picture) =>
    covers(painted, { ...painted, ...view }, window, whole);
  it('is good as long as it fills the window with something to spare', () => {
    assert.ok(good({ x: -2120 }));
    assert.ok(!good({ x: -2180 }));
    assert.ok(!good({ y: -1800 }));
  });
  it('is good for a while larger or smaller than it was painted', () => {
    const at = (k: number) => {
      const x = 500 - ((500 + 2000) / 0.7) * k;
      const y = 300 - ((300 + 2000) / 0.7) * k;
      return good({ x, y, k });
    };
    assert.ok(at(1.3));
    assert.ok(at(0.6));
    assert.ok(!at(1.5));
    assert.ok(!at(0.45));
  });
  it('need not reach beyond the picture', () =>
    assert.ok(
      covers({ x: 300, y: 200, k: 1 }, { x: 600, y: 200, k: 1 }, window, { width: 300, height: 200 }),
    ));
});
