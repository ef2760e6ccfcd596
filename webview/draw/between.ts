// Lines on their way from where they ran in one scene to where they run in the next.
import type { Point, Route } from '../layout/graph.ts';
import type { PlacedArrow, PlacedTie, Scene } from '../scene.ts';

/** An arrow or a tie, by the tiles at its ends. */
export interface Line {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly route: Route;
}

export function arrowLine({ key, arrow: { from, to }, route }: PlacedArrow): Line {
  return { key, from, to, route };
}

export function tieLine({ key, tie: { collection, version }, route }: PlacedTie): Line {
  return { key, from: collection, to: version, route };
}

/** Where lines ran in the scene before; one that is new, straight between where its tiles stood, or stand if they are new. */
export function routesBefore(before: Scene, next: Scene): (line: Line) => Route {
  const known = new Map([...before.arrows, ...before.ties].map(({ key, route }) => [key, route]));
  const boxOf = (id: string) => (before.byId.get(id) ?? next.byId.get(id))?.box;
  return ({ key, from, to, route }) => {
    const ran = known.get(key);
    if (ran) return ran;
    const [start, end] = [boxOf(from), boxOf(to)];
    if (!start || !end || route.kind !== 'forward') return route;
    const points: readonly Point[] = [
      [start.x + start.width, start.y + start.height / 2],
      [end.x, end.y + end.height / 2],
    ];
    return { ...route, points };
  };
}

/** The line after this part of its way, 0 to 1; a line that turns round is where it will be. */
export function routeBetween(before: Route, after: Route, part: number): Route {
  if (part >= 1 || before.kind !== after.kind) return after;
  const count = Math.max(before.points.length, after.points.length);
  const [old, fresh] = [padded(before.points, count), padded(after.points, count)];
  const points = fresh.map(([x, y], index): Point => {
    const [oldX, oldY] = old[index] ?? [x, y];
    return [mix(oldX, x, part), mix(oldY, y, part)];
  });
  return { ...after, points };
}

export function mix(before: number, after: number, part: number): number {
  return before + (after - before) * part;
}

/** Some of its points several times: the line itself stays as it is. */
function padded(points: readonly Point[], count: number): readonly Point[] {
  if (points.length === count) return points;
  const last = points.length - 1;
  return Array.from({ length: count }, (_, index) => {
    const own = points[Math.round((index * last) / Math.max(1, count - 1))];
    return own ?? [0, 0];
  });
}
