// Measures a drawing as the eye does: lines that cross, their length, tiles on top of each other, the area.

import type { Drawing, Problem } from './problem.ts';

export interface Quality {
  /** Places where the lines of two edges cross. */
  readonly crossings: number;
  /** Pixels. */
  readonly length: number;
  /** Of the smallest rectangle around all, in square pixels. */
  readonly area: number;
  /** Pairs of tiles of which one covers a part of the other. */
  readonly overlaps: number;
}

export function qualityOf({ widths, heights }: Problem, { x, y, lines }: Drawing): Quality {
  const xs = [...x, ...x.map((left, node) => left + (widths[node] ?? 0))];
  const ys = [...y, ...y.map((top, node) => top + (heights[node] ?? 0))];
  lines.forEach((line) => {
    for (let index = 0; index < line.length; index += 2) {
      xs.push(line[index] ?? 0);
      ys.push(line[index + 1] ?? 0);
    }
  });
  return {
    crossings: crossings(lines),
    length: lines.reduce((sum, line) => sum + lengthOf(line), 0),
    area: extent(xs) * extent(ys),
    overlaps: overlaps(widths, heights, x, y),
  };
}

/** Pairs of segments of different lines that cross in the inside of both. A sweep from left to right. */
export function crossings(lines: readonly (readonly number[])[]): number {
  const segments = lines.flatMap(segmentsOf).sort((a, b) => a.left - b.left);
  const active: Segment[] = [];
  let sum = 0;
  for (const segment of segments) {
    let kept = 0;
    for (const other of active) {
      if (other.right <= segment.left) continue;
      active[kept++] = other;
      if (other.line !== segment.line && cross(segment, other)) sum++;
    }
    active.length = kept;
    active.push(segment);
  }
  return sum;
}

interface Segment {
  readonly line: number;
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function segmentsOf(points: readonly number[], line: number): Segment[] {
  const result: Segment[] = [];
  for (let index = 2; index < points.length; index += 2) {
    const [ax = 0, ay = 0, bx = 0, by = 0] = points.slice(index - 2, index + 2);
    if (ax === bx && ay === by) continue;
    const sides = {
      left: Math.min(ax, bx),
      right: Math.max(ax, bx),
      top: Math.min(ay, by),
      bottom: Math.max(ay, by),
    };
    result.push({ line, ax, ay, bx, by, ...sides });
  }
  return result;
}

function cross(a: Segment, b: Segment): boolean {
  if (a.bottom < b.top || b.bottom < a.top) return false;
  return side(a, b.ax, b.ay) * side(a, b.bx, b.by) < 0 && side(b, a.ax, a.ay) * side(b, a.bx, a.by) < 0;
}

/** On which side of the segment a point lies; 0 within a thousandth of a pixel's area. */
function side({ ax, ay, bx, by }: Segment, x: number, y: number): number {
  const area = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  return Math.abs(area) < 1e-3 ? 0 : Math.sign(area);
}

function lengthOf(line: readonly number[]): number {
  let sum = 0;
  for (let index = 2; index < line.length; index += 2)
    sum += Math.hypot(
      (line[index] ?? 0) - (line[index - 2] ?? 0),
      (line[index + 1] ?? 0) - (line[index - 1] ?? 0),
    );
  return sum;
}

function extent(values: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return Math.max(0, most - least);
}

/** Touching by less than half a pixel is no overlap: dot rounds what it writes. */
function overlaps(
  widths: readonly number[],
  heights: readonly number[],
  x: readonly number[],
  y: readonly number[],
): number {
  const byLeft = [...x.keys()].sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0));
  const slack = 0.5;
  let active: number[] = [];
  let sum = 0;
  for (const node of byLeft) {
    active = active.filter((other) => (x[other] ?? 0) + (widths[other] ?? 0) > (x[node] ?? 0) + slack);
    for (const other of active)
      if (
        (y[node] ?? 0) + slack < (y[other] ?? 0) + (heights[other] ?? 0) &&
        (y[other] ?? 0) + slack < (y[node] ?? 0) + (heights[node] ?? 0)
      )
        sum++;
    active.push(node);
  }
  return sum;
}
