// The part of the picture that is shown, and for each of its tiles how much is not.
import type { Direction } from '../../src/lineage/graph.ts';
import type { NodeId } from '../../src/lineage/model.ts';
import type { Arrow, Picture, Tie, Tile } from '../../src/protocol.ts';
import { linksOf } from './links.ts';
import { isExpanded, type Shape } from './shape.ts';
import { startOf } from './start.ts';

/** A tile as the map shows it. */
export interface ShownTile extends Tile {
  readonly upstream: Side;
  readonly downstream: Side;
}

/** One side of a tile. */
export interface Side {
  /** Neighbours that are known and not shown. */
  readonly hidden: number;
  /** Whether the reader has asked for all of them. */
  readonly expanded: boolean;
  /** Whether any arrow is drawn there. */
  readonly joined: boolean;
}

export interface Shown {
  readonly focus: NodeId | null;
  readonly tiles: readonly ShownTile[];
  readonly arrows: readonly Arrow[];
  readonly ties: readonly Tie[];
}

/** Pure: the same picture and shape show the same. The focus is among the tiles unless only a path is wanted. */
export function shownOf(picture: Picture, shape: Shape): Shown {
  const links = linksOf(picture);
  const ids = new Set(startOf(links, picture.focus, shape));
  for (const { id, direction } of shape.expanded)
    if (ids.has(id)) for (const other of links.neighbours(id, direction)) ids.add(other);
  const sideOf = (id: NodeId, direction: Direction): Side => {
    const neighbours = links.neighbours(id, direction);
    const hidden = neighbours.filter((other) => !ids.has(other)).length;
    return {
      hidden,
      expanded: isExpanded(shape, id, direction),
      joined: hidden < neighbours.length,
    };
  };
  return {
    focus: picture.focus,
    tiles: [...links.tiles.values()]
      .filter(({ id }) => ids.has(id))
      .map((tile) => ({
        ...tile,
        upstream: sideOf(tile.id, 'upstream'),
        downstream: sideOf(tile.id, 'downstream'),
      })),
    arrows: picture.arrows.filter(({ from, to }) => ids.has(from) && ids.has(to)),
    ties: picture.ties.filter(({ collection, version }) => ids.has(collection) && ids.has(version)),
  };
}
