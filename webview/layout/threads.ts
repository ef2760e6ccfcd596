// Makes threads straight: runs of nodes that each lead only to the next one, such as the bends of a long edge.
import { ascend } from './ascend.ts';
import { at, grouped, type Lists, real } from './graph.ts';
import type { Layered } from './layers.ts';

/** About how far a line runs sideways from one column to the next: a line hardly shortens when it climbs less. */
export const stride = 60;

/**
 * Lays whole threads on one line within the free space around them: in line with what they hang on where they can reach
 * it, else where they are, as long as that makes them hardly longer. `offset` tells how far below its column's
 * first node each one must stand at least; that stays kept.
 */
export function straighten(
  graph: Layered,
  columns: readonly Int32Array[],
  offset: Float64Array,
  y: Float64Array,
): void {
  const all = threads(graph);
  const count = all.start.length - 1;
  const field = fieldOf(graph, columns, offset, y);
  for (let round = 0; round < 2; round++)
    for (let step = 0; step < count; step++) {
      const thread = round % 2 === 0 ? step : count - 1 - step;
      pull(field, all.items, at(all.start, thread), at(all.start, thread + 1));
    }
}

/** Every node in exactly one thread, each thread from left to right; in the order of their beginnings. */
export function threads({ count, left, right }: Layered): Lists {
  const follower = (node: number): number => {
    const slot = at(right.start, node);
    if (at(right.start, node + 1) !== slot + 1) return -1;
    const target = at(right.items, slot);
    return at(left.start, target + 1) === at(left.start, target) + 1 ? target : -1;
  };
  const items = new Int32Array(count);
  const threadOf = new Int32Array(count);
  let size = 0;
  let number = 0;
  for (let node = 0; node < count; node++) {
    const slot = at(left.start, node);
    const single = at(left.start, node + 1) === slot + 1;
    if (single && follower(at(left.items, slot)) === node) continue;
    for (let step = node; step >= 0; step = follower(step)) {
      threadOf[size] = number;
      items[size++] = step;
    }
    number++;
  }
  return grouped(number, threadOf, items);
}

interface Field {
  readonly graph: Layered;
  readonly offset: Float64Array;
  readonly y: Float64Array;
  /** The node above and the one below in the column, -1 at its ends. */
  readonly above: Int32Array;
  readonly below: Int32Array;
  readonly pulls: Pulls;
}

function fieldOf(
  graph: Layered,
  columns: readonly Int32Array[],
  offset: Float64Array,
  y: Float64Array,
): Field {
  const above = new Int32Array(graph.count).fill(-1);
  const below = new Int32Array(graph.count).fill(-1);
  for (const column of columns)
    for (let row = 1; row < column.length; row++) {
      above[at(column, row)] = at(column, row - 1);
      below[at(column, row - 1)] = at(column, row);
    }
  const most = graph.left.items.length + 1;
  return {
    graph,
    offset,
    y,
    above,
    below,
    pulls: { tiles: new Float64Array(most), bends: new Float64Array(most) },
  };
}

/** Cuts a thread where the free space of its nodes has nothing in common, and lays each piece on one line. */
function pull(field: Field, nodes: Int32Array, first: number, end: number): void {
  const { offset, y, above, below } = field;
  let begin = first;
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (let index = first; index < end; index++) {
    const node = at(nodes, index);
    const upper = at(above, node);
    const lower = at(below, node);
    const from =
      upper < 0 ? Number.NEGATIVE_INFINITY : real(y, upper) + real(offset, node) - real(offset, upper);
    const to =
      lower < 0 ? Number.POSITIVE_INFINITY : real(y, lower) - real(offset, lower) + real(offset, node);
    if (Math.max(low, from) > Math.min(high, to)) {
      lay(field, nodes, begin, index, low, high);
      begin = index;
      low = Number.NEGATIVE_INFINITY;
      high = Number.POSITIVE_INFINITY;
    }
    low = Math.max(low, from);
    high = Math.min(high, to);
  }
  lay(field, nodes, begin, end, low, high);
}

function lay(field: Field, nodes: Int32Array, begin: number, end: number, low: number, high: number): void {
  if (begin === end || low > high) return;
  const { graph, y } = field;
  let sum = 0;
  for (let index = begin; index < end; index++) sum += real(y, at(nodes, index));
  const own = Math.min(high, Math.max(low, sum / (end - begin)));
  const wanted = wish(field, at(nodes, begin), at(nodes, end - 1)) ?? own;
  const line = Math.min(high, Math.max(low, wanted));
  for (const height of [line, own])
    if (
      lengthOf(graph, nodes, begin, end, y, height) <=
      (graph.tiles < 300 ? tolerance.small : tolerance.large) * lengthOf(graph, nodes, begin, end, y)
    ) {
      for (let index = begin; index < end; index++) y[at(nodes, index)] = height;
      return;
    }
}

/** A long climb is shorter, and calmer, in several steps: only so much longer may a line become to be straight. */
const tolerance = { small: 1.1, large: 1.02 };

/** How long the lines at a piece are, or would be at another height. */
function lengthOf(
  { left, right }: Layered,
  nodes: Int32Array,
  begin: number,
  end: number,
  y: Float64Array,
  height?: number,
): number {
  let sum = 0;
  for (let index = begin; index < end; index++) {
    const node = at(nodes, index);
    const own = height ?? real(y, node);
    for (let slot = at(left.start, node); slot < at(left.start, node + 1); slot++) {
      const there = height !== undefined && index > begin ? height : real(y, at(left.items, slot));
      sum += Math.sqrt(stride * stride + (there - own) * (there - own));
    }
  }
  const last = at(nodes, end - 1);
  const own = height ?? real(y, last);
  for (let slot = at(right.start, last); slot < at(right.start, last + 1); slot++) {
    const there = real(y, at(right.items, slot));
    sum += Math.sqrt(stride * stride + (there - own) * (there - own));
  }
  return sum;
}

/** The height that half of the pull on a piece's two ends wants to be above and half below; undefined without any. */
function wish({ graph, y, pulls }: Field, first: number, last: number): number | undefined {
  const { tiles, left, right } = graph;
  let tileCount = 0;
  let bendCount = 0;
  for (let side = 0; side < 2; side++) {
    const { start, items } = side === 0 ? left : right;
    const node = side === 0 ? first : last;
    for (let slot = at(start, node), end = at(start, node + 1); slot < end; slot++) {
      const neighbour = at(items, slot);
      if (neighbour < tiles) pulls.tiles[tileCount++] = real(y, neighbour);
      else pulls.bends[bendCount++] = real(y, neighbour);
    }
  }
  if (tileCount + bendCount === 0) return undefined;
  ascend(pulls.tiles, tileCount);
  ascend(pulls.bends, bendCount);
  return median(pulls.tiles, tileCount, pulls.bends, bendCount);
}

/** Where the neighbours of a piece stand, gathered anew for each. */
interface Pulls {
  readonly tiles: Float64Array;
  readonly bends: Float64Array;
}

/** Neighbouring tiles in line please more than a long edge without its last bend: 5 against 2. */
const tilePull = 5;
const bendPull = 2;

/** The place that half of the weight wants to be above and half below; between two such places the middle. Both are sorted. */
function median(tiles: Float64Array, tileCount: number, bends: Float64Array, bendCount: number): number {
  const whole = tilePull * tileCount + bendPull * bendCount;
  let sum = 0;
  for (let tile = 0, bend = 0; ; ) {
    const isTile = bend >= bendCount || (tile < tileCount && real(tiles, tile) <= real(bends, bend));
    const y = isTile ? real(tiles, tile++) : real(bends, bend++);
    sum += isTile ? tilePull : bendPull;
    if (2 * sum > whole) return y;
    if (2 * sum < whole) continue;
    const next = Math.min(
      tile < tileCount ? real(tiles, tile) : Number.POSITIVE_INFINITY,
      bend < bendCount ? real(bends, bend) : Number.POSITIVE_INFINITY,
    );
    return (y + next) / 2;
  }
}
