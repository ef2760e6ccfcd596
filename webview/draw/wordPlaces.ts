// Where the words on arrows stand, so that none lies over another.
import type { Route } from '../layout/graph.ts';
import type { PlacedArrow } from '../scene.ts';
import { head } from './curves.ts';
import { pileOf } from './shapes.ts';

export interface WordPlace {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** What a word takes at most, its code mark included; pixels at zoom 1. */
const room = { width: 46, height: 11 };

/** By the arrows' keys. A word that finds no room is left out: the same stands on the arrow beside it, and in its tile. */
export function wordPlaces(arrows: readonly PlacedArrow[]): ReadonlyMap<string, WordPlace> {
  const places = new Map<string, WordPlace>();
  const taken: WordPlace[] = [];
  for (const { key, route, from } of arrows) {
    const place = candidates(route, pileOf(from)).find((one) => taken.every((other) => !overlap(one, other)));
    if (!place) continue;
    places.set(key, place);
    taken.push(place);
  }
  return places;
}

/**
 * Beside a level line; at a climbing one's tip, on the side that it does not come from, else where it begins, on the
 * side that it does not go to. Back arrows keep to the lower side. What stands `out` of the tile where it begins covers it.
 */
function candidates({ points, kind }: Route, out: number): readonly WordPlace[] {
  const [[x1, y1] = [0, 0], [x2, y2] = [0, 0]] = points.slice(-2);
  const back = kind === 'back';
  if (Math.abs(y1 - y2) < level) {
    const x = (x1 + x2) / 2 + (back ? head : out - head) / 2;
    const y = (y1 + y2) / 2;
    return [9, -9].map((aside) => ({ x, y: y + (back ? aside : -aside), anchor: 'middle' }));
  }
  const tip = back ? x2 + head + 4 : x2 - head - 4;
  const [[x0, y0] = [0, 0], [, next] = [0, 0]] = points;
  return [
    { x: tip, y: y2 + (back || y1 < y2 ? 9 : -9), anchor: back ? 'start' : 'end' },
    { x: back ? x0 - 4 : x0 + out + 4, y: y0 + (back || next < y0 ? 9 : -9), anchor: back ? 'end' : 'start' },
  ];
}

/** A line that climbs less than this is level, pixels. */
const level = 16;

function overlap(a: WordPlace, b: WordPlace): boolean {
  return Math.abs(middle(a) - middle(b)) < room.width && Math.abs(a.y - b.y) < room.height;
}

function middle({ x, anchor }: WordPlace): number {
  return anchor === 'middle' ? x : x + (anchor === 'start' ? room.width : -room.width) / 2;
}
