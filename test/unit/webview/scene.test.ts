// A picture made ready to draw.
import assert from 'node:assert/strict';
import type { Tile } from '../../../src/protocol/picture.ts';
import type { Shown, ShownTile } from '../../../webview/shape/shownTile.ts';
import { sceneFor } from './scenes.ts';

const letters = (text: string) => text.length * 10;

describe('scene', () => {
  const side = { hidden: 0, expanded: false, joined: true };
  const tile = (id: Tile['id'], title: string): ShownTile => ({
    id,
    kind: id.split(':')[0] as Tile['kind'],
    title,
    name: title,
    detail: '',
    declared: false,
    recorded: true,
    open: false,
    hasCode: false,
    hasPage: false,
    label: title,
    upstream: side,
    downstream: side,
  });
  const known = { declared: false, recorded: true, count: 1 };
  const picture: Shown = {
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
  };
  it('draws each tile, arrow and tie once, and nothing that hangs in the air', () => {
    const { tiles, arrows, ties } = sceneFor(picture, letters);
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
  it('keeps what was laid out for the same picture, and the heights of what stays', () => {
    const first = sceneFor(picture, letters);
    assert.equal(sceneFor(picture, letters, first).layout, first.layout);
    const grown = {
      ...picture,
      tiles: [...picture.tiles, tile('run:b', 'b')],
      arrows: [
        ...picture.arrows,
        { kind: 'used' as const, from: 'version:c:v0' as const, to: 'run:b' as const, ...known },
      ],
    };
    const next = sceneFor(grown, letters, first);
    assert.deepEqual(next.byId.get('run:a')?.box, first.byId.get('run:a')?.box);
  });
  it('stands a collection left of its versions', () => {
    const { byId } = sceneFor(picture, letters);
    const x = (id: string) => byId.get(id)?.box.x ?? Number.NaN;
    assert.ok(x('collection:c') < x('version:c:v0'));
  });
});
