// Tiles on their way from where they stood in one scene to where they stand in the next.
import type { Box } from '../../layout/graph.ts';
import type { PlacedTile, Scene } from '../../scene.ts';
import { arrowLine, mix, routeBetween, routesBefore } from '../between.ts';
import { type Area, lineExtents, tileExtents, within } from './extents.ts';
import type { Subject } from './paint.ts';

export interface Glide {
  /** How many tiles take part. */
  readonly tiles: number;
  /** What is seen after this part of the way, 0 to 1. */
  at(part: number): Subject;
}

/** Of the tiles that stand in the area, or stood there; undefined when none of them moves. */
export function glideOf(before: Scene, next: Subject, area: Area): Glide | undefined {
  const stood = ({ tile }: PlacedTile) => before.byId.get(tile.id)?.box;
  const near = next.scene.tiles.flatMap((item, index) =>
    within(next.extents.tiles, index, area) || isIn(stood(item), area) ? [index] : [],
  );
  const tiles = near.flatMap((index) => next.scene.tiles[index] ?? []);
  if (!tiles.some((item) => isElsewhere(stood(item), item.box))) return undefined;
  const classes = near.map((index) => next.classes[index] ?? '');
  const ids = new Set<string>(tiles.map(({ tile }) => tile.id));
  const ran = routesBefore(before, next.scene);
  const lines = next.scene.arrows
    .filter(({ from, to }) => ids.has(from.id) || ids.has(to.id))
    .map((placed) => ({ placed, start: ran(arrowLine(placed)) }));
  return {
    tiles: tiles.length,
    at(part) {
      const moved = tiles.map((item) => ({ ...item, box: between(stood(item), item.box, part) }));
      const drawn = lines.map(({ placed, start }) => ({
        ...placed,
        route: routeBetween(start, placed.route, part),
      }));
      const scene = { ...next.scene, tiles: moved, arrows: drawn, ties: [] };
      const extents = { tiles: tileExtents(scene), arrows: lineExtents(drawn), ties: lineExtents([]) };
      return { scene, extents, classes };
    },
  };
}

function isElsewhere(before: Box | undefined, { x, y }: Box): boolean {
  return before !== undefined && Math.abs(before.x - x) + Math.abs(before.y - y) > 1;
}

function isIn(box: Box | undefined, { left, top, right, bottom }: Area): boolean {
  return (
    box !== undefined &&
    box.x <= right &&
    box.y <= bottom &&
    box.x + box.width >= left &&
    box.y + box.height >= top
  );
}

function between(before: Box | undefined, box: Box, part: number): Box {
  if (!before) return box;
  return { ...box, x: mix(before.x, box.x, part), y: mix(before.y, box.y, part) };
}
