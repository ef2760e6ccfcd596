// Pictures for tests of the page, from one line an arrow: `a -used-> b`; a kind is told by a name's form.
import type { EdgeKind, NodeId } from '../../../src/lineage/model.ts';
import type { Arrow, Picture, Tile } from '../../../src/protocol/picture.ts';

/** `x:v0` is a version, `X-dev` with a capital a collection, all else a run. */
export function idOf(name: string): NodeId {
  if (name.includes(':')) return `version:${name}`;
  return /^[A-Z]/.test(name) ? `collection:${name}` : `run:${name}`;
}

export function picture(focus: string | null, ...lines: readonly string[]): Picture {
  const arrows = lines.map((line): Arrow => {
    const [from = '', kind = '', to = ''] = line.split(/ -|-> /);
    return { kind: kind as EdgeKind, from: idOf(from), to: idOf(to), declared: false, recorded: true };
  });
  const names = lines.flatMap((line) => {
    const [from = '', , to = ''] = line.split(/ -|-> /);
    return [from, to];
  });
  return {
    focus: focus === null ? null : idOf(focus),
    tiles: [...new Set(names)].map((name) => tile(name)),
    arrows,
    ties: [],
    notices: [],
  };
}

export function tile(name: string, facts: Partial<Tile> = {}): Tile {
  const id = idOf(name);
  return {
    id,
    kind: id.split(':')[0] as Tile['kind'],
    title: name,
    name: name.split(':')[0] ?? name,
    detail: '',
    declared: false,
    recorded: true,
    open: false,
    hasCode: false,
    hasPage: false,
    label: name,
    ...facts,
  };
}
