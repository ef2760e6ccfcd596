// The page's own words.
import assert from 'node:assert/strict';
import { english, speaker } from '../../../webview/words.ts';

describe('words', () => {
  it('are English where no translation is given', () => {
    assert.equal(speaker({})('legend'), english.legend);
    assert.equal(speaker({ legend: 'Legende' })('legend'), 'Legende');
    assert.equal(speaker({})('shown', 3, 2), 'Showing 3 tiles and 2 arrows.');
  });
});
