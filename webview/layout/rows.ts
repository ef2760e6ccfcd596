// Gives each node its height in the picture: where its lines are short, never too near in its column, straight where possible.
import { at, real } from './graph.ts';
import { type Pools, poolsFor, space } from './isotonic.ts';
import type { Layered } from './layers.ts';
import { straighten, stride } from './threads.ts';

export interface Heights {
  /** Of each node; bends have a small one. */
  readonly height: Float64Array;
  /** Free space between two tiles, and beside a bend. */
  readonly tileGap: number;
  readonly bendGap: number;
  /** For each column 1 when its tiles stand in two rows. */
  readonly bricks: Int32Array;
}

type Columns = readonly Int32Array[];

/** Rounds that look one way, to find the large shape, and rounds that settle it with springs. */
const oneSided = 2;
const springy = { small: 4, large: 8 };
/** Rounds that shorten lines: small pictures are looked at line by line, large ones must be there at once. */
const shortening = { small: 56, middle: 2, large: 4 };
/** Rounds at the end that take out small kinks, up to so many pixels, and how strongly. */
const evenRounds = 4;
const kink = 40;
const evening = 2;
/** How much farther than its neighbours pull it a node moves at first: it comes to rest sooner. */
const overshoot = 1.5;

/**
 * The vertical centre of each node, in pixels; the smallest top edge is at 0. With `before`, the heights at which nodes
 * would like to stay, they move from there only as far as they must. Yields between rounds.
 */
export function* rows(
  graph: Layered,
  columns: Columns,
  sizes: Heights,
  before?: Float64Array,
): Generator<void, Float64Array> {
  const offset = offsetsOf(graph, columns, sizes);
  const widest = columns.reduce((most, { length }) => Math.max(most, length), 0);
  const room: Room = {
    wanted: new Float64Array(widest),
    weights: new Float64Array(widest),
    offsets: new Float64Array(widest),
    pools: poolsFor(widest),
  };
  const y = new Float64Array(graph.count);
  for (const column of columns) {
    const middle = real(offset, at(column, column.length - 1)) / 2;
    for (const node of column) y[node] = before ? real(before, node) : real(offset, node) - middle;
  }
  const { springs, rounds } = roundsFor(graph.count);
  for (let round = before ? rounds - evenRounds : 0; round < rounds; round++) {
    const rightwards = round % 2 === 0;
    for (let step = 0; step < columns.length; step++) {
      const column = columns[rightwards ? step : columns.length - 1 - step];
      if (column) place(graph, column, offset, lookIn(round, springs, rounds), y, room, before);
    }
    yield;
  }
  straighten(graph, columns, offset, y);
  let top = Number.POSITIVE_INFINITY;
  for (let node = 0; node < graph.count; node++)
    top = Math.min(top, real(y, node) - real(sizes.height, node) / 2);
  for (let node = 0; node < graph.count; node++) y[node] = real(y, node) - top;
  return y;
}

/** The round that ends the springs, and how many there are. */
function roundsFor(count: number): { readonly springs: number; readonly rounds: number } {
  const springs = oneSided + (count < 4000 ? springy.small : springy.large);
  const short = count < 800 ? shortening.small : count < 4000 ? shortening.middle : shortening.large;
  return { springs, rounds: springs + short + evenRounds };
}

/**
 * The neighbours to the left or right alone; both as if by springs; both as if by threads of equal pull, which makes the
 * sum of lengths short; or the same with those in line pulled into one line.
 */
type Look = 'left' | 'right' | 'springs' | 'threads' | 'even';

function lookIn(round: number, springs: number, rounds: number): Look {
  if (round < oneSided) return round % 2 === 0 ? 'left' : 'right';
  if (round < springs) return 'springs';
  return round < rounds - evenRounds ? 'threads' : 'even';
}

/** Whether two neighbours lead to nothing else on the side where the other is. */
function isOnly({ left, right }: Layered, node: number, neighbour: number, side: number): boolean {
  const [own, other] = side === 0 ? [left.start, right.start] : [right.start, left.start];
  return at(own, node + 1) - at(own, node) === 1 && at(other, neighbour + 1) - at(other, neighbour) === 1;
}

interface Room {
  readonly wanted: Float64Array;
  readonly weights: Float64Array;
  readonly offsets: Float64Array;
  readonly pools: Pools;
}

/** How far below its column's first node each one must stand at least, from centre to centre. */
function offsetsOf(graph: Layered, columns: Columns, sizes: Heights): Float64Array {
  const { height, tileGap, bendGap, bricks } = sizes;
  const offset = new Float64Array(graph.count);
  columns.forEach((column, rank) => {
    const brick = at(bricks, rank) ? column.reduce((most, node) => Math.max(most, real(height, node)), 0) : 0;
    for (let row = 1; row < column.length; row++) {
      const upper = at(column, row - 1);
      const lower = at(column, row);
      const tiles = upper < graph.tiles && lower < graph.tiles;
      const room = (real(height, upper) + real(height, lower)) / 2 + (tiles ? tileGap : bendGap);
      offset[lower] = real(offset, upper) + (tiles && brick > 0 ? (brick + tileGap) / 2 : room);
    }
  });
  return offset;
}

/**
 * Moves a column to where its neighbours pull it. A thread's pull weighs the less the longer it is: repeated, that
 * shortens the sum of lengths (Weiszfeld's iteration). Springs do not, but come to rest in a few rounds.
 */
function place(
  graph: Layered,
  column: Int32Array,
  offset: Float64Array,
  look: Look,
  y: Float64Array,
  { wanted, weights, offsets, pools }: Room,
  before?: Float64Array,
): void {
  for (let row = 0; row < column.length; row++) {
    const node = at(column, row);
    const own = real(y, node);
    let sum = 0;
    let weight = 0;
    for (let side = 0; side < 2; side++) {
      if (look === (side === 0 ? 'right' : 'left')) continue;
      const { start, items } = side === 0 ? graph.left : graph.right;
      for (let slot = at(start, node), end = at(start, node + 1); slot < end; slot++) {
        const neighbour = at(items, slot);
        const there = real(y, neighbour);
        const climb = there - own;
        let pull = stiffness(graph, node, neighbour);
        if (look === 'threads' || look === 'even') pull /= Math.sqrt(climb * climb + stride * stride);
        if (look === 'even' && Math.abs(climb) < kink && isOnly(graph, node, neighbour, side))
          pull = evening / (Math.abs(climb) + 1);
        sum += pull * there;
        weight += pull;
      }
    }
    if (before) {
      const pull = weight * staying + 1e-6;
      sum += pull * real(before, node);
      weight += pull;
    }
    const target = weight > 0 ? sum / weight : own;
    wanted[row] = look === 'springs' || look === 'threads' ? own + overshoot * (target - own) : target;
    weights[row] = weight > 0 ? weight : 1e-4;
    offsets[row] = real(offset, node);
  }
  space(wanted, weights, offsets, column.length, pools);
  for (let row = 0; row < column.length; row++) y[at(column, row)] = real(wanted, row);
}

/** How much more a node wants to stay where it was than to come nearer to its neighbours. */
const staying = 4;

/** Long edges are stiff in their middle, so that they run straight. */
function stiffness({ tiles }: Layered, a: number, b: number): number {
  if (a >= tiles && b >= tiles) return 4;
  return a >= tiles || b >= tiles ? 1 : 1;
}
