// How tiles make room for their text.
import assert from 'node:assert/strict';
import { ellipsis, tileText } from '../../../webview/tileSize.ts';

const letters = (text: string) => text.length * 10;

describe('tile text', () => {
  it('keeps the version of a long name', () => {
    assert.equal(ellipsis('a_rather_long_dataset:v12', 150, letters), 'a_rather_l…:v12');
    assert.equal(ellipsis('short', 150, letters), 'short');
    assert.equal(ellipsis('unbelievably long', 60, letters), 'unbel…');
  });
  it('does not cut a letter in two', () => assert.equal(ellipsis('😀😀😀😀😀', 70, letters), '😀😀😀…'));
  it('makes room for the text and never more than its share', () => {
    const width = (title: string) =>
      tileText({ title, detail: '', kind: 'version' }, (text) => text.length * 7).width;
    assert.ok(width('a') < width('mnist_dataset:v0, latest'));
    assert.equal(width('x'.repeat(200)), width('x'.repeat(400)));
  });
});
