// Where tiles and lines lie, as flat numbers: what is in a window, and which tile is under a point.
import type { Box, Route } from '../../layout/graph.ts';
import type { PlacedTile, Scene } from '../../scene.ts';

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Left, top, right, bottom of each item in turn. A scan of 50 000 takes a tenth of a millisecond, less than a tree. */
export type Extents = Float64Array;

/** What stands out of a tile's box: handles, piles, rings. */
const rim = 24;

export function tileExtents({ tiles }: Scene): Extents {
  return extentsOf(tiles, ({ box }) => areaOf(box, rim));
}

export function lineExtents(lines: readonly { readonly route: Route }[]): Extents {
  return extentsOf(lines, ({ route }) => {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [x, y] of route.points) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    return { left: left - rim, top: top - rim, right: right + rim, bottom: bottom + rim };
  });
}

export function within(extents: Extents, index: number, { left, top, right, bottom }: Area): boolean {
  const first = index * 4;
  return (
    (extents[first] ?? 0) <= right &&
    (extents[first + 1] ?? 0) <= bottom &&
    (extents[first + 2] ?? 0) >= left &&
    (extents[first + 3] ?? 0) >= top
  );
}

/** The tile at a point of the picture, or within `slack` of it: far away, tiles are too small to hit. */
export function tileAt(
  tiles: readonly PlacedTile[],
  x: number,
  y: number,
  slack: number,
): PlacedTile | undefined {
  let near: PlacedTile | undefined;
  for (const item of tiles) {
    const { box } = item;
    const aside = Math.max(box.x - x, x - box.x - box.width);
    const off = Math.max(box.y - y, y - box.y - box.height);
    if (aside <= 0 && off <= 0) return item;
    if (aside <= slack && off <= slack) near ??= item;
  }
  return near;
}

function areaOf({ x, y, width, height }: Box, more: number): Area {
  return { left: x - more, top: y - more, right: x + width + more, bottom: y + height + more };
}

function extentsOf<T>(items: readonly T[], area: (item: T) => Area): Extents {
  const extents = new Float64Array(items.length * 4);
  items.forEach((item, index) => {
    const { left, top, right, bottom } = area(item);
    extents.set([left, top, right, bottom], index * 4);
  });
  return extents;
}
