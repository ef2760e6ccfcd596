// Turns columns and rows into pixels: where columns stand, and the points through which each arrow runs.
import { at, type Point } from './graph.ts';
import type { Layered } from './layers.ts';

export interface Columns {
  /** Left edge and width of each column. */
  readonly x: readonly number[];
  readonly width: readonly number[];
}

const gap = 54;
const widestGap = 200;

/** Columns as wide as their widest tile; the space between two grows with how steeply lines climb in it. */
export function columnsOf(
  graph: Layered,
  columns: readonly Int32Array[],
  widths: Float64Array,
  y: Float64Array,
): Columns {
  const width = columns.map((column) => column.reduce((most, node) => Math.max(most, at(widths, node)), 0));
  const climb = columns.map(() => 0);
  for (let node = 0; node < graph.count; node++)
    for (let slot = at(graph.right.start, node); slot < at(graph.right.start, node + 1); slot++) {
      const rank = at(graph.rank, node);
      const height = Math.abs(at(y, node) - at(y, at(graph.right.items, slot)));
      climb[rank] = Math.max(climb[rank] ?? 0, height);
    }
  const x: number[] = [];
  let next = 0;
  width.forEach((own, index) => {
    x.push(next);
    next += own + Math.min(widestGap, gap + (climb[index] ?? 0) / 8);
  });
  return { x, width };
}

export interface Ends {
  readonly from: number;
  readonly to: number;
  readonly bends: readonly number[];
  /** Pixels below the middle, to keep arrows between the same tiles apart. */
  readonly lane: number;
}

/** From the right edge of `from` to the left edge of `to`, straight across each column on the way. */
export function pointsOf(
  { from, to, bends, lane }: Ends,
  graph: Layered,
  { x, width }: Columns,
  widths: Float64Array,
  y: Float64Array,
): readonly Point[] {
  const left = (node: number): number => x[at(graph.rank, node)] ?? 0;
  const right = (node: number): number => left(node) + (width[at(graph.rank, node)] ?? 0);
  const start = at(y, from) + lane;
  const points: Point[] = [[left(from) + at(widths, from), start]];
  if (at(widths, from) < (width[at(graph.rank, from)] ?? 0)) points.push([right(from), start]);
  for (const bend of bends) points.push([left(bend), at(y, bend) + lane], [right(bend), at(y, bend) + lane]);
  points.push([left(to), at(y, to) + lane]);
  return points;
}
