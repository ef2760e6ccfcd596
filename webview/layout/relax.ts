// A beginning for ordering columns that sees the picture whole: what hangs together comes to stand at the same height.
import { at, type Lists, real } from './graph.ts';
import type { Layered } from './layers.ts';
import { type Scratch, sorted } from './sweep.ts';

type Columns = readonly Int32Array[];

/** How much of a node's own height goes into its next one, and of how it moved last: both make it come to rest sooner. */
const own = 0.2;
const momentum = 0.24;

/** After so many rounds the heights are made as large again as at first: they shrink, but not beyond what numbers hold. */
const often = 8;

/**
 * Sorts each column, in place, by heights that have been relaxed so many rounds, beginning with those in which the nodes
 * stand. In a round each node moves to the mean of its neighbours on both sides; the middle of each column stays where
 * it was, and the whole is made as high again as it was, so that it does not fall together. What remains is near the
 * smoothest way to spread the nodes, the second eigenvector of the graph's Laplacian as far as columns leave it free.
 * Sources: Koren: Drawing graphs by eigenvectors (2005); De Sa et al.: Accelerated stochastic power iteration (2018).
 * Yields between rounds.
 */
export function* relaxed(
  graph: Layered,
  columns: Columns,
  position: Int32Array,
  rounds: number,
  scratch: Scratch,
): Generator<void, void> {
  const neighbours = around(graph);
  let now = new Float64Array(graph.count);
  let next = new Float64Array(graph.count);
  let before = new Float64Array(graph.count);
  for (const column of columns)
    for (let row = 0; row < column.length; row++)
      now[at(column, row)] = column.length > 1 ? row / (column.length - 1) - 0.5 : 0;
  for (let round = 0; round < rounds; round++) {
    pull(neighbours, now, before, next, round < 2 ? 0 : momentum);
    const squares = centred(graph.columns, next);
    if (squares === 0) break;
    if (round % often === 0) {
      const scale = Math.sqrt(graph.count / squares);
      for (let node = 0; node < graph.count; node++) {
        next[node] = real(next, node) * scale;
        now[node] = real(now, node) * scale;
      }
    }
    [before, now, next] = [now, next, before];
    yield;
  }
  for (const column of columns) sorted(column, now, position, scratch);
}

/** Writes into `next` where the neighbours pull each node from `now`, less `inertia` parts of where it was before. */
function pull(
  { start, items }: Lists,
  now: Float64Array,
  before: Float64Array,
  next: Float64Array,
  inertia: number,
): void {
  let slot = 0;
  for (let node = 0; node < next.length; node++) {
    const first = slot;
    const end = at(start, node + 1);
    let sum = 0;
    for (; slot < end; slot++) sum += real(now, at(items, slot));
    const mean = end > first ? sum / (end - first) : real(now, node);
    next[node] = own * real(now, node) + (1 - own) * mean - inertia * real(before, node);
  }
}

/** The neighbours of each node on both sides. */
function around({ count, left, right }: Layered): Lists {
  const start = new Int32Array(count + 1);
  const items = new Int32Array(left.items.length + right.items.length);
  let size = 0;
  for (let node = 0; node < count; node++) {
    for (const side of [left, right])
      for (let slot = at(side.start, node), end = at(side.start, node + 1); slot < end; slot++)
        items[size++] = at(side.items, slot);
    start[node + 1] = size;
  }
  return { start, items };
}

/** Moves the middle of each column to 0; returns the sum of the squares that are left. */
function centred(columns: Columns, heights: Float64Array): number {
  let squares = 0;
  for (const column of columns) {
    let sum = 0;
    for (let row = 0; row < column.length; row++) sum += real(heights, at(column, row));
    const middle = sum / column.length;
    for (let row = 0; row < column.length; row++) {
      const height = real(heights, at(column, row)) - middle;
      heights[at(column, row)] = height;
      squares += height * height;
    }
  }
  return squares;
}
