// The curves of arrows and ties as SVG paths.
import { curveBasis, curveBumpX, line } from 'd3';
import type { Point, Route } from '../layout/graph.ts';

/** What the arrowhead covers of the line's end. */
export const head = 8;
const along = line<Point>().curve(curveBumpX);
const around = line<Point>().curve(curveBasis);

/** An arrow's line, short of its tip. */
export function curve({ kind, points }: Route): string | null {
  if (kind === 'loop') return around(mutable(points));
  const last = points.at(-1);
  if (!last) return null;
  const tip = kind === 'back' ? last[0] + head : last[0] - head;
  return along([...points.slice(0, -1), [tip, last[1]]]);
}

/** A tie's line, from end to end. */
export function tieCurve({ points }: Route): string | null {
  return along(mutable(points));
}

/** d3's line wants arrays that it could write to. */
function mutable(points: readonly Point[]): Point[] {
  return [...points];
}
