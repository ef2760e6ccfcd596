// The picture's arrows and ties as an index: who is next to whom.
import type { Direction } from '../../src/lineage/graph.ts';
import type { NodeId } from '../../src/lineage/model.ts';
import type { Picture, Tile } from '../../src/protocol/picture.ts';

export interface Links {
  readonly tiles: ReadonlyMap<NodeId, Tile>;
  /** Tiles one arrow away, each once. */
  neighbours(id: NodeId, direction: Direction): readonly NodeId[];
  /** The collection of a version, the versions of a collection. */
  tied(id: NodeId): readonly NodeId[];
}

/** Arrows and ties that lack a tile are left out. */
export function linksOf({ tiles, arrows, ties }: Picture): Links {
  const known = new Map(tiles.map((tile) => [tile.id, tile]));
  const [into, out, tied] = [index(), index(), index()];
  for (const { from, to } of arrows) {
    if (!known.has(from) || !known.has(to)) continue;
    put(into, to, from);
    put(out, from, to);
  }
  for (const { collection, version } of ties) {
    if (!known.has(collection) || !known.has(version)) continue;
    put(tied, collection, version);
    put(tied, version, collection);
  }
  return {
    tiles: known,
    neighbours: (id, direction) => [...((direction === 'upstream' ? into : out).get(id) ?? [])],
    tied: (id) => [...(tied.get(id) ?? [])],
  };
}

function index(): Map<NodeId, Set<NodeId>> {
  return new Map();
}

function put(map: Map<NodeId, Set<NodeId>>, key: NodeId, value: NodeId): void {
  const values = map.get(key);
  if (values) values.add(value);
  else map.set(key, new Set([value]));
}
