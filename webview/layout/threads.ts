// Makes threads straight: runs of nodes that each lead only to the next one, such as the bends of a long edge.
import { at, listOf } from './graph.ts';
import type { Layered } from './layers.ts';

/**
 * Lays whole threads on one line within the free space around them: in line with what they hang on where they can reach
 * it, else where they are, so that brothers stay even around their parent. Distances in columns stay kept.
 */
export function straighten(
  graph: Layered,
  columns: readonly Int32Array[],
  gaps: readonly Float64Array[],
  y: Float64Array,
): Wishes {
  const all = threads(graph);
  const room = freeSpace(graph, columns, gaps, y);
  const wishes = { y: y.slice(), fulfilled: new Uint8Array(graph.count) };
  for (let round = 0; round < 4; round++) {
    for (const thread of all) pull(graph, thread, room, y, wishes);
    all.reverse();
  }
  return wishes;
}

/** Where each node would be in line with what it hangs on, and whether it is. */
export interface Wishes {
  readonly y: Float64Array;
  readonly fulfilled: Uint8Array;
}

/** Every node in exactly one thread, each thread from left to right; in the order of their beginnings. */
function threads(graph: Layered): (readonly number[])[] {
  const result: number[][] = [];
  const next = (node: number): number | undefined => {
    const targets = listOf(graph.right, node);
    const target = targets[0];
    return targets.length === 1 && target !== undefined && listOf(graph.left, target).length === 1
      ? target
      : undefined;
  };
  for (let node = 0; node < graph.count; node++) {
    const sources = listOf(graph.left, node);
    if (sources.length === 1 && next(sources[0] ?? 0) === node) continue;
    const thread: number[] = [];
    for (let step: number | undefined = node; step !== undefined; step = next(step)) thread.push(step);
    result.push(thread);
  }
  return result;
}

type Room = (node: number) => readonly [low: number, high: number];

/** How far a node may go without coming too near to its neighbours where they are now. */
function freeSpace(
  graph: Layered,
  columns: readonly Int32Array[],
  gaps: readonly Float64Array[],
  y: Float64Array,
): Room {
  const slot = new Int32Array(graph.count);
  for (const column of columns)
    column.forEach((node, index) => {
      slot[node] = index;
    });
  return (node) => {
    const rank = at(graph.rank, node);
    const column = columns[rank] ?? new Int32Array();
    const own = gaps[rank] ?? new Float64Array();
    const index = at(slot, node);
    return [
      index === 0 ? Number.NEGATIVE_INFINITY : at(y, at(column, index - 1)) + at(own, index - 1),
      index === column.length - 1 ? Number.POSITIVE_INFINITY : at(y, at(column, index + 1)) - at(own, index),
    ];
  };
}

/** Cuts a thread where the free space of its nodes has nothing in common, and lays each piece on one line. */
function pull(graph: Layered, thread: readonly number[], room: Room, y: Float64Array, wishes: Wishes): void {
  let piece: number[] = [];
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (const node of thread) {
    const [from, to] = room(node);
    if (Math.max(low, from) > Math.min(high, to)) {
      lay(graph, piece, low, high, y, wishes);
      piece = [];
      low = Number.NEGATIVE_INFINITY;
      high = Number.POSITIVE_INFINITY;
    }
    piece.push(node);
    low = Math.max(low, from);
    high = Math.min(high, to);
  }
  lay(graph, piece, low, high, y, wishes);
}

function lay(
  graph: Layered,
  piece: readonly number[],
  low: number,
  high: number,
  y: Float64Array,
  wishes: Wishes,
): void {
  const first = piece[0];
  const last = piece.at(-1);
  if (first === undefined || last === undefined || low > high) return;
  const pulls = [...listOf(graph.left, first), ...listOf(graph.right, last)].map((node) => ({
    y: at(y, node),
    weight: node < graph.tiles ? 1 : bendPull,
  }));
  const own = Math.min(high, Math.max(low, mean(piece, y)));
  const wanted = pulls.length > 0 ? median(pulls) : own;
  const reachable = wanted >= low && wanted <= high;
  for (const node of piece) {
    y[node] = reachable ? wanted : own;
    wishes.y[node] = wanted;
    wishes.fulfilled[node] = reachable ? 1 : 0;
  }
}

/** The place that half of the weight wants to be above and half below; between two such places the middle. */
function median(pulls: readonly Pull[]): number {
  const sorted = pulls.toSorted((a, b) => a.y - b.y);
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  for (const [index, { y, weight }] of sorted.entries()) {
    sum += weight;
    if (sum > half + tiny) return y;
    if (sum > half - tiny) return (y + (sorted[index + 1]?.y ?? y)) / 2;
  }
  return 0;
}

interface Pull {
  readonly y: number;
  readonly weight: number;
}

/** Neighbouring tiles in line please more than a long edge without its last bend. */
const bendPull = 0.4;
const tiny = 1e-9;

function mean(piece: readonly number[], y: Float64Array): number {
  return piece.reduce((sum, node) => sum + at(y, node), 0) / piece.length;
}
