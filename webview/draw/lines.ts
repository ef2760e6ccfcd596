// The paths of arrows and ties: drawn where they run, or moved there from where they are.
import { local, type Selection } from 'd3';
import type { Route } from '../layout/graph.ts';
import { routeBetween } from './between.ts';
import { comeIn } from './motion.ts';

/** Where a path runs at this moment. */
const running = local<Route>();

export interface Course<Line> {
  /** Milliseconds; 0 where nothing moves. */
  readonly time: number;
  /** Where a line that is new comes from. */
  before(line: Line): Route;
}

/** Lines are where they run. */
export const still: Course<{ readonly route: Route }> = { time: 0, before: ({ route }) => route };

/** Takes paths from where they are, or came in, to where their lines run. */
export function lead<Line extends { readonly route: Route }>(
  entering: Selection<SVGPathElement, Line, SVGGElement, unknown>,
  staying: Selection<SVGPathElement, Line, SVGGElement, unknown>,
  curve: (route: Route) => string | null,
  { time, before }: Course<Line>,
): void {
  entering.each(function (line) {
    running.set(this, time > 0 ? before(line) : line.route);
  });
  staying.style('animation', null);
  comeIn(entering, time);
  const all = entering.merge(staying);
  if (time === 0) {
    all.interrupt('run').attr('d', function ({ route }) {
      return curve(running.set(this, route));
    });
    return;
  }
  entering.attr('d', function ({ route }) {
    return curve(running.get(this) ?? route);
  });
  all
    .transition('run')
    .duration(time)
    .attrTween('d', function ({ route }) {
      const start = running.get(this) ?? route;
      return (part) => curve(running.set(this, routeBetween(start, route, part))) ?? '';
    });
}
