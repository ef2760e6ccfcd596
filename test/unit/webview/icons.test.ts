// Icons and outlines tell kinds, types and states apart.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Tile } from '../../../src/protocol/picture.ts';
import { outline } from '../../../webview/draw/shapes.ts';
import { glyphs, look, stateLook } from '../../../webview/icons.ts';

describe('icons', () => {
  it('are the characters of the codicon font', () => {
    const css = readFileSync('node_modules/@vscode/codicons/dist/codicon.css', 'utf8');
    for (const [name, character] of Object.entries(glyphs)) {
      const code = character.charCodeAt(0).toString(16);
      assert.ok(css.includes(`.codicon-${name}:before { content: "\\${code}" }`), name);
    }
  });
  it('tell kinds and artifact types apart', () => {
    const tone = (kind: Tile['kind'], type?: string) =>
      look({ kind, title: 't', ...(type && { type }) }).tone;
    assert.deepEqual(
      [
        tone('run'),
        tone('version', 'dataset'),
        tone('version', 'model'),
        tone('version', 'report'),
        tone('collection'),
        tone('script'),
      ],
      ['run', 'data', 'model', 'artifact', 'collection', 'script'],
    );
    assert.equal(look({ kind: 'script', title: 'a.ipynb' }).glyph, 'notebook');
    assert.equal(stateLook('crashed')?.tone, 'bad');
    assert.equal(stateLook('unknown'), undefined);
  });
  it('draw closed outlines', () => {
    for (const kind of ['run', 'version', 'collection', 'script'] as const)
      assert.match(outline(kind, { width: 150, height: 52 }), /^M.*Z$/);
  });
});
