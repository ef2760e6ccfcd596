// Makes threads straight: runs of nodes that each lead only to the next one, such as the bends of a long edge.
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
  for (let round = 0; round < 4; round++)
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
  return grouped(number, threadOf, (index) => at(items, index));
}

interface Field {
  readonly graph: Layered;
  readonly offset: Float64Array;
  readonly y: Float64Array;
  /** The node above and the one below in the column, -1 at its ends. */
  readonly above: Int32Array;
  readonly below: Int32Array;
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
  return { graph, offset, y, above, below };
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

function lay(
  { graph, y }: Field,
  nodes: Int32Array,
  begin: number,
  end: number,
  low: number,
  high: number,
): void {
  if (begin === end || low > high) return;
  let sum = 0;
  for (let index = begin; index < end; index++) sum += real(y, at(nodes, index));
  const own = Math.min(high, Math.max(low, sum / (end - begin)));
  const wanted = wish(graph, at(nodes, begin), at(nodes, end - 1), y) ?? own;
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
function wish(
  { tiles, left, right }: Layered,
  first: number,
  last: number,
  y: Float64Array,
): number | undefined {
  const pulls: Pull[] = [];
  for (const [{ start, items }, node] of [
    [left, first],
    [right, last],
  ] as const)
    for (let slot = at(start, node), end = at(start, node + 1); slot < end; slot++) {
      const neighbour = at(items, slot);
      pulls.push({ y: real(y, neighbour), weight: neighbour < tiles ? 1 : bendPull });
    }
  return pulls.length > 1 ? median(pulls) : pulls[0]?.y;
}

interface Pull {
  readonly y: number;
  readonly weight: number;
}

/** Neighbouring tiles in line please more than a long edge without its last bend. */
const bendPull = 0.4;
const tiny = 1e-9;

/** The place that half of the weight wants to be above and half below; between two such places the middle. */
function median(pulls: Pull[]): number {
  pulls.sort((a, b) => a.y - b.y);
  const half = pulls.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  for (const [index, { y, weight }] of pulls.entries()) {
    sum += weight;
    if (sum > half + tiny) return y;
    if (sum > half - tiny) return (y + (pulls[index + 1]?.y ?? y)) / 2;
  }
  return 0;
}
