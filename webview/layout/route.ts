// Turns columns and rows into pixels: where columns stand, and the points through which each arrow runs.
import { type Bricks, brickGap } from './bricks.ts';
import { at, type Point, real } from './graph.ts';
import type { Layered } from './layers.ts';

export interface Columns {
  /** Left edge and width of each column. */
  readonly x: readonly number[];
  readonly width: readonly number[];
  /** Left edge of each tile. */
  readonly tiles: Float64Array;
}

/** Space between two columns in pixels, where lines are flat and where they are steep. */
export interface Gaps {
  readonly least: number;
  readonly most: number;
}

/** Columns as wide as their widest tile; the space between two grows with how steeply lines climb in it. */
export function columnsOf(
  graph: Layered,
  columns: readonly Int32Array[],
  widths: Float64Array,
  y: Float64Array,
  bricks: Bricks,
  { least, most }: Gaps,
): Columns {
  const width = columns.map((column) =>
    column.reduce((widest, node) => Math.max(widest, node < graph.tiles ? real(widths, node) : 0), 0),
  );
  const climb = columns.map(() => 0);
  for (let node = 0; node < graph.count; node++)
    for (let slot = at(graph.right.start, node); slot < at(graph.right.start, node + 1); slot++) {
      const rank = at(graph.rank, node);
      const height = Math.abs(real(y, node) - real(y, at(graph.right.items, slot)));
      climb[rank] = Math.max(climb[rank] ?? 0, height);
    }
  const x: number[] = [];
  let next = 0;
  const tiles = new Float64Array(graph.tiles);
  columns.forEach((column, index) => {
    const single = width[index] ?? 0;
    const own = at(bricks.columns, index) ? 2 * single + brickGap : single;
    width[index] = own;
    x.push(next);
    for (const node of column)
      if (node < graph.tiles) tiles[node] = next + (at(bricks.right, node) ? single + brickGap : 0);
    next += own + Math.min(most, least + (climb[index] ?? 0) / 8);
  });
  return { x, width, tiles };
}

/** The ends of an edge, its bends (so many, numbered from the first), and how far beside the middle it runs. */
export interface Ends {
  readonly from: number;
  readonly to: number;
  readonly firstBend: number;
  readonly bendCount: number;
  /** Pixels below the middle, to keep arrows between the same tiles apart. */
  readonly lane: number;
  /** How far from the middle of its side an edge may leave or reach a tile at most, in pixels. */
  readonly reach: number;
}

/** From the right edge of `from` to the left edge of `to`, straight across each column on the way. */
export function pointsOf(
  { from, to, firstBend, bendCount, lane, reach }: Ends,
  graph: Layered,
  columns: Columns,
  widths: Float64Array,
  y: Float64Array,
): Point[] {
  const { x, width, tiles } = columns;
  const rank = at(graph.rank, from);
  const last = firstBend + bendCount - 1;
  const door = (tile: number, next: number) =>
    real(y, tile) + within(lane + (real(y, next) - real(y, tile)) * lean, reach);
  const start: Point = [real(tiles, from) + real(widths, from), door(from, bendCount > 0 ? firstBend : to)];
  const points = [start];
  for (let bend = 0; bend < bendCount; bend++) {
    const column = rank + 1 + bend;
    const height = real(y, firstBend + bend) + lane;
    const left = x[column] ?? 0;
    points.push([left, height], [left + (width[column] ?? 0), height]);
  }
  const end: Point = [real(tiles, to), door(to, bendCount > 0 ? last : from)];
  const left = x[at(graph.rank, to)] ?? 0;
  if (left < end[0]) points.push([left, end[1]]);
  points.push(end);
  const right = (x[rank] ?? 0) + (width[rank] ?? 0);
  if (start[0] < right) points.splice(1, 0, [right, start[1]]);
  return withoutMiddles(points);
}

/**
 * How far an edge goes towards where it leads while it is still at its tile, as a part of the way: what fans out of a
 * tile does so from its whole side, in the order of where it goes, and lines are shorter.
 */
const lean = 0.2;

function within(offset: number, reach: number): number {
  return Math.max(-reach, Math.min(reach, offset));
}

/** Leaves out points that lie on the straight line between their neighbours. */
function withoutMiddles(points: Point[]): Point[] {
  if (points.length < 3) return points;
  let kept = 1;
  for (let index = 1; index < points.length; index++) {
    const point = points[index];
    const before = points[kept - 1];
    const next = points[index + 1];
    if (!point) continue;
    if (next && before && before[1] === point[1] && point[1] === next[1]) continue;
    points[kept++] = point;
  }
  points.length = kept;
  return points;
}
