// Tiles on their way from where they stood in one scene to where they stand in the next.
import type { Box, Point, Route } from '../../layout/graph.ts';
import type { PlacedArrow, PlacedTile, Scene } from '../../scene.ts';
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
  const routes = new Map(before.arrows.map(({ key, route }) => [key, route]));
  const arrows = next.scene.arrows.filter(({ from, to }) => ids.has(from.id) || ids.has(to.id));
  return {
    tiles: tiles.length,
    at(part) {
      const moved = tiles.map((item) => ({ ...item, box: between(stood(item), item.box, part) }));
      const boxes = new Map<string, Box>(moved.map(({ tile, box }) => [tile.id, box]));
      const drawn = arrows.map((arrow) => ({
        ...arrow,
        route: routeAt(routes.get(arrow.key), arrow, boxes, part),
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

/** The line itself moves as long as it has as many points; else one that is as short as can be joins its tiles. */
function routeAt(
  before: Route | undefined,
  { route, from, to }: PlacedArrow,
  boxes: ReadonlyMap<string, Box>,
  part: number,
): Route {
  if (before?.kind === route.kind && before.points.length === route.points.length) {
    const points = route.points.map(([x, y], index): Point => {
      const [oldX = x, oldY = y] = before.points[index] ?? [];
      return [mix(oldX, x, part), mix(oldY, y, part)];
    });
    return { ...route, points };
  }
  const [start, end] = [boxes.get(from.id), boxes.get(to.id)];
  if (!start || !end || route.kind !== 'forward' || part === 1) return route;
  const points: readonly Point[] = [
    [start.x + start.width, start.y + start.height / 2],
    [end.x, end.y + end.height / 2],
  ];
  return { ...route, points };
}

function mix(before: number, after: number, part: number): number {
  return before + (after - before) * part;
}
