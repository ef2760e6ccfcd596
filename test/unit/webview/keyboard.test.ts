// What keys on the map ask for.
import assert from 'node:assert/strict';
import { keyAction } from '../../../webview/keyboard.ts';

describe('keys', () => {
  const press = (key: string, ctrlKey = false, shiftKey = false) =>
    keyAction({ key, ctrlKey, shiftKey, metaKey: false, altKey: false })?.type;
  it('do what the list of keys says', () => {
    assert.deepEqual(
      ['Enter', ' ', 'o', 'p', 'Escape', '?', '+', '-', '0', 'F'].map((key) => press(key)),
      ['open', 'select', 'code', 'path', 'clear', 'keys', 'zoomIn', 'zoomOut', 'actualSize', 'fit'],
    );
  });
  it('mean more with Shift', () => {
    assert.equal(press('ArrowRight'), 'go');
    assert.equal(press('ArrowRight', false, true), 'expand');
    assert.equal(press('?', false, true), 'keys');
  });
  it('leave the editor its own', () => {
    assert.equal(press('f', true), undefined);
    assert.equal(press('toString'), undefined);
  });
});
