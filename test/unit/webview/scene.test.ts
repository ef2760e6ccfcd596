// A picture made ready to draw.
import assert from 'node:assert/strict';
import type { Picture, Tile } from '../../../src/protocol.ts';
import { sceneOf } from '../../../webview/scene.ts';

const letters = (text: string) => text.length * 10;

describe('scene', () => {
  const tile = (id: Tile['id'], title: string): Tile => ({
    id,
    kind: id.split(':')[0] as Tile['kind'],
    title,
    detail: '',
    declared: false,
    recorded: true,
    open: false,
    facts: [],
    hasCode: false,
    hasPage: false,
    label: title,
  });
  const known = { declared: false, recorded: true };
  const picture: Picture = {
    focus: 'run:a',
    tiles: [
      tile('run:a', 'a'),
      tile('collection:c', 'c'),
      tile('version:c:v0', 'c:v0'),
      tile('run:a', 'a again'),
    ],
    arrows: [
      { kind: 'logged', from: 'run:a', to: 'version:c:v0', ...known },
      { kind: 'logged', from: 'run:a', to: 'version:c:v0', ...known },
      { kind: 'used', from: 'version:gone', to: 'run:a', ...known },
    ],
    ties: [{ collection: 'collection:c', version: 'version:c:v0' }],
    notices: [],
  };
  it('draws each tile, arrow and tie once, and nothing that hangs in the air', () => {
    const { tiles, arrows, ties } = sceneOf(picture, letters);
    assert.deepEqual(
      tiles.map((one) => one.tile.title),
      ['a again', 'c', 'c:v0'],
    );
    assert.deepEqual(
      arrows.map(({ from, to }) => `${from.title} → ${to.title}`),
      ['a again → c:v0'],
    );
    assert.equal(ties.length, 1);
  });
  it('stands a collection left of its versions', () => {
    const { byId } = sceneOf(picture, letters);
    const x = (id: string) => byId.get(id)?.box.x ?? Number.NaN;
    assert.ok(x('collection:c') < x('version:c:v0'));
  });
});
