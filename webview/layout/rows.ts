// Gives each node its height in the picture: near its neighbours, never too near in its column, straight where possible.
import { at, type Lists } from './graph.ts';
import { spaced } from './isotonic.ts';
import type { Layered } from './layers.ts';
import { straighten, type Wishes } from './threads.ts';

export interface Heights {
  /** Of each node; bends have a small one. */
  readonly height: Float64Array;
  /** Free space between two tiles, and beside a bend. */
  readonly tileGap: number;
  readonly bendGap: number;
}

const rounds = 12;

/** The vertical centre of each node, in pixels; the smallest top edge is at 0. */
export function rows(graph: Layered, columns: readonly Int32Array[], sizes: Heights): Float64Array {
  const gaps = columns.map((column) => gapsIn(column, graph, sizes));
  const y = new Float64Array(graph.count);
  columns.forEach((column, index) => {
    const own = gaps[index] ?? new Float64Array();
    let next = 0;
    column.forEach((node, slot) => {
      y[node] = next;
      next += at(own, slot);
    });
    const middle = (at(y, at(column, 0)) + at(y, at(column, column.length - 1))) / 2;
    for (const node of column) y[node] = at(y, node) - middle;
  });
  for (let round = 0; round < rounds; round++) {
    const both = round >= rounds - 4;
    for (let step = 0; step < columns.length; step++) {
      const index = round % 2 === 0 ? step : columns.length - 1 - step;
      const lists = both ? [graph.left, graph.right] : [round % 2 === 0 ? graph.left : graph.right];
      place(graph, columns[index] ?? new Int32Array(), gaps[index] ?? new Float64Array(), lists, y);
    }
  }
  const wishes = straighten(graph, columns, gaps, y);
  columns.forEach((column, index) => {
    yieldTo(column, gaps[index] ?? new Float64Array(), wishes, y);
  });
  straighten(graph, columns, gaps, y);
  let top = Number.POSITIVE_INFINITY;
  for (let node = 0; node < graph.count; node++)
    top = Math.min(top, at(y, node) - at(sizes.height, node) / 2);
  return y.map((value) => value - top);
}

/** The smallest distances between the centres of a column's neighbours. */
function gapsIn(column: Int32Array, graph: Layered, { height, tileGap, bendGap }: Heights): Float64Array {
  return Float64Array.from({ length: Math.max(0, column.length - 1) }, (_, slot) => {
    const upper = at(column, slot);
    const lower = at(column, slot + 1);
    const gap = upper < graph.tiles && lower < graph.tiles ? tileGap : bendGap;
    return (at(height, upper) + at(height, lower)) / 2 + gap;
  });
}

/** Moves a column to where its neighbours pull it. */
function place(
  graph: Layered,
  column: Int32Array,
  gaps: Float64Array,
  lists: readonly Lists[],
  y: Float64Array,
): void {
  const wanted = new Float64Array(column.length);
  const weights = new Float64Array(column.length);
  column.forEach((node, slot) => {
    let sum = 0;
    let weight = 0;
    for (const list of lists)
      for (let index = at(list.start, node); index < at(list.start, node + 1); index++) {
        const neighbour = at(list.items, index);
        const pull = stiffness(graph, node, neighbour);
        sum += pull * at(y, neighbour);
        weight += pull;
      }
    wanted[slot] = weight > 0 ? sum / weight : at(y, node);
    weights[slot] = weight > 0 ? weight : 0.01;
  });
  const placed = spaced(wanted, weights, gaps);
  column.forEach((node, slot) => {
    y[node] = at(placed, slot);
  });
}

/** Nodes that are not in line give way to each other around their wishes; those in line stay. */
function yieldTo(column: Int32Array, gaps: Float64Array, wishes: Wishes, y: Float64Array): void {
  const kept = (node: number) => wishes.fulfilled[node] === 1;
  const wanted = Float64Array.from(column, (node) => at(kept(node) ? y : wishes.y, node));
  const weights = Float64Array.from(column, (node) => (kept(node) ? 1e6 : 1));
  const placed = spaced(wanted, weights, gaps);
  column.forEach((node, slot) => {
    y[node] = at(placed, slot);
  });
}

/** Long edges are stiff in their middle, so that they run straight. */
function stiffness({ tiles }: Layered, a: number, b: number): number {
  if (a >= tiles && b >= tiles) return 8;
  return a >= tiles || b >= tiles ? 2 : 1;
}
