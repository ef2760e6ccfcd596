// Where the camera stands.
import assert from 'node:assert/strict';
import { fitAll, isReadable, looksAt, opening, reveal } from '../../../webview/fit.ts';

describe('camera', () => {
  const window = { width: 1000, height: 600 };
  it('centres a small picture at its own size below the bar', () => {
    assert.deepEqual(fitAll({ width: 400, height: 200 }, window), { x: 300, y: 222, k: 1 });
  });
  it('keeps the tools off the picture, wherever they stand', () => {
    const size = { width: 900, height: 500 };
    const wide = fitAll(size, window);
    assert.ok(wide.x >= 28 && wide.x + size.width * wide.k <= 1000 - 52);
    const narrow = fitAll({ width: 300, height: 700 }, { width: 400, height: 600 });
    assert.ok(narrow.y >= 44 && narrow.y + 700 * narrow.k <= 600 - 52);
  });
  it('keeps a panel off a picture that can be read beside it', () => {
    const size = { width: 700, height: 300 };
    const beside = fitAll(size, { ...window, left: 300 });
    assert.ok(beside.x >= 300 && beside.x + size.width * beside.k <= 1000 - 52);
    const wide = { width: 1500, height: 300 };
    assert.deepEqual(fitAll(wide, { ...window, left: 300 }), fitAll(wide, window));
  });
  it('shows a small lineage whole beside the code', () => {
    const [picture, beside] = [
      { width: 1240, height: 120 },
      { width: 680, height: 760 },
    ];
    assert.deepEqual(opening(picture, undefined, beside), fitAll(picture, beside));
  });
  it('opens a large picture readable, around the focus', () => {
    const focus = { x: 5000, y: 100, width: 200, height: 50 };
    const view = opening({ width: 9000, height: 200 }, focus, window);
    assert.ok(!isReadable({ width: 9000, height: 200 }, window));
    assert.ok(view.k > 0.6 && view.k <= 1);
    assert.equal(Math.round(view.x + 5100 * view.k), 500);
    assert.equal(Math.round(view.y + 100 * view.k), 300);
  });
  it('shows no emptiness beyond the rim', () => {
    const focus = { x: 0, y: 0, width: 200, height: 50 };
    const { x } = opening({ width: 9000, height: 200 }, focus, window);
    assert.ok(x > 0 && x < 60);
  });
  it('moves only as far as a tile needs', () => {
    const view = { x: 0, y: 0, k: 1 };
    assert.deepEqual(reveal(view, { x: 300, y: 300, width: 100, height: 50 }, window), view);
    const moved = reveal(view, { x: 980, y: 300, width: 100, height: 50 }, window);
    assert.ok(moved.x < -80 && moved.x > -140);
    assert.equal(moved.y, 0);
  });
  it('brings no tile below what covers the corner', () => {
    const corner = { width: 230, height: 130 };
    const tile = { x: 850, y: 520, width: 100, height: 50 };
    const { x, y } = reveal({ x: 0, y: 0, k: 1 }, tile, window, corner);
    assert.ok(tile.y + tile.height + y <= 600 - 130);
    assert.equal(x, 0);
    const aside = { ...tile, x: 300, y: 480 };
    assert.equal(reveal({ x: 0, y: 0, k: 1 }, aside, window, corner).y, 0);
  });
  it('knows what a reader looks at', () => {
    const box = (id: string, x: number) => ({ id, x, y: 280, width: 100, height: 40 });
    const boxes = [box('a', 0), box('b', 430), box('c', 2000)];
    const at = (...preferred: (string | null)[]) =>
      looksAt(boxes, preferred, { x: 0, y: 0, k: 1 }, window)?.id;
    assert.equal(at(null, 'a'), 'a');
    assert.equal(at('c', null), 'b');
    assert.equal(looksAt([], [], { x: 0, y: 0, k: 1 }, window), undefined);
  });
});
