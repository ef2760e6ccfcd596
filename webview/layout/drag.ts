// Drags whole threads, such as a long edge with all its bends or a run with what it alone logged, to where they cross least.
import { at, type Lists } from './graph.ts';
import type { Layered } from './layers.ts';
import { threads } from './threads.ts';

/** Places up and down that each node of a thread may go; place `reach` is where it stands. */
const reach = 3;
const width = 2 * reach + 1;
const never = 1 << 29;

export interface Dragger {
  /** Drags each thread once; columns and positions change in place. Returns how many crossings that removed. */
  all(columns: readonly Int32Array[], position: Int32Array): number;
}

/**
 * Sifting moves one node and leaves its thread with a kink, which may cost more than it saves; here the best places of
 * all nodes of a thread are found together, column by column (dynamic programming).
 */
export function dragger(graph: Layered): Dragger {
  const all = threads(graph);
  let longest = 0;
  for (let thread = 0; thread + 1 < all.start.length; thread++)
    longest = Math.max(longest, at(all.start, thread + 1) - at(all.start, thread));
  const room = {
    cost: new Int32Array(longest * width),
    from: new Int32Array(longest * width),
    gap: new Int32Array(width * width),
  };
  return {
    all(columns, position) {
      const table = { graph, columns, position, ...room };
      let saved = 0;
      for (let thread = 0; thread + 1 < all.start.length; thread++) {
        const first = at(all.start, thread);
        const end = at(all.start, thread + 1);
        if (end - first > 1) saved += drag(table, all.items.subarray(first, end));
      }
      return saved;
    },
  };
}

interface Table {
  readonly graph: Layered;
  readonly columns: readonly Int32Array[];
  readonly position: Int32Array;
  /** For each node of the thread and place: the crossings up to there, less those at the present places. */
  readonly cost: Int32Array;
  /** The place of the node before that this takes. */
  readonly from: Int32Array;
  /** For a place of one node and one of the next: the crossings of the line between, less the present ones. */
  readonly gap: Int32Array;
}

/** All costs are relative to the present places, so the best sum, if below 0, is what dragging there saves. */
function drag(table: Table, nodes: Int32Array): number {
  const { graph, cost, from } = table;
  const last = nodes.length - 1;
  cost.fill(0, 0, width);
  addOutside(table, graph.left, at(nodes, 0), 0);
  forbid(table, at(nodes, 0), 0);
  for (let index = 1; index <= last; index++) {
    fillGap(table, at(nodes, index - 1), at(nodes, index));
    join(table, index * width);
    if (index === last) addOutside(table, graph.right, at(nodes, last), index * width);
    forbid(table, at(nodes, index), index * width);
  }
  let place = reach;
  for (let other = 0; other < width; other++)
    if (at(cost, last * width + other) < at(cost, last * width + place)) place = other;
  const saved = -at(cost, last * width + place);
  if (saved <= 0) return 0;
  for (let index = last; index >= 0; index--) {
    move(table, at(nodes, index), place - reach);
    place = at(from, index * width + place);
  }
  return saved;
}

/** For each place of a node the best place of the one before; of equal ones that nearest to where it stands. */
function join({ cost, from, gap }: Table, base: number): void {
  for (let place = 0; place < width; place++) {
    let choice = reach;
    let least = at(cost, base - width + reach) + at(gap, reach * width + place);
    for (let away = 1; away <= reach; away++) {
      const upper = at(cost, base - width + reach - away) + at(gap, (reach - away) * width + place);
      const lower = at(cost, base - width + reach + away) + at(gap, (reach + away) * width + place);
      if (upper < least) {
        least = upper;
        choice = reach - away;
      }
      if (lower < least) {
        least = lower;
        choice = reach + away;
      }
    }
    cost[base + place] = least;
    from[base + place] = choice;
  }
}

/** Each step of an end past another node changes the crossings with that node's lines alone. */
function fillGap({ graph, columns, position, gap }: Table, left: number, right: number): void {
  const leftColumn = columns[at(graph.rank, left)] ?? new Int32Array();
  const rightColumn = columns[at(graph.rank, right)] ?? new Int32Array();
  const p = at(position, left);
  const q = at(position, right);
  const middle = reach * width;
  gap[middle + reach] = 0;
  for (let step = 1; step >= -1; step -= 2)
    for (let away = 1; away <= reach; away++) {
      const row = q + step * away;
      let change = 0;
      if (row >= 0 && row < rightColumn.length) {
        const other = at(rightColumn, row);
        for (let slot = at(graph.left.start, other); slot < at(graph.left.start, other + 1); slot++)
          change += at(position, at(graph.left.items, slot)) > p ? step : -step;
      }
      gap[middle + reach + step * away] = at(gap, middle + reach + step * (away - 1)) + change;
    }
  for (let step = 1; step >= -1; step -= 2)
    for (let away = 1; away <= reach; away++) {
      const base = (reach + step * away) * width;
      for (let place = 0; place < width; place++) gap[base + place] = at(gap, base - step * width + place);
      const row = p + step * away;
      if (row < 0 || row >= leftColumn.length) continue;
      const other = at(leftColumn, row);
      for (let slot = at(graph.right.start, other); slot < at(graph.right.start, other + 1); slot++) {
        const there = at(position, at(graph.right.items, slot));
        // The first place of the line's end at which that line's end is above it.
        const turn = Math.max(0, Math.min(width, (there > q ? there : there + 1) - q + reach));
        for (let place = 0; place < turn; place++) gap[base + place] = at(gap, base + place) + step;
        for (let place = turn; place < width; place++) gap[base + place] = at(gap, base + place) - step;
      }
    }
}

/** Adds what the lines at an end of the thread cost at each place. */
function addOutside(
  { graph, columns, position, cost }: Table,
  { start, items }: Lists,
  node: number,
  base: number,
): void {
  const column = columns[at(graph.rank, node)] ?? new Int32Array();
  const first = at(start, node);
  const end = at(start, node + 1);
  if (first === end) return;
  const own = end - first > few ? placesOf(items.subarray(first, end), position) : undefined;
  for (let step = 1; step >= -1; step -= 2) {
    let sum = 0;
    for (let away = 1; away <= reach; away++) {
      const row = at(position, node) + step * away;
      if (row < 0 || row >= column.length) break;
      const other = at(column, row);
      for (let slot = at(start, other), stop = at(start, other + 1); slot < stop; slot++) {
        const there = at(position, at(items, slot));
        if (own) sum += step * (below(own, there) + below(own, there + 1) - own.length);
        else
          for (let line = first; line < end; line++) {
            const here = at(position, at(items, line));
            sum += here < there ? step : here > there ? -step : 0;
          }
      }
      cost[base + reach + step * away] = at(cost, base + reach + step * away) + sum;
    }
  }
}

/** So many lines are compared one by one; more are worth sorting. */
const few = 8;

/** Where nodes stand, in ascending order. */
function placesOf(nodes: Int32Array, position: Int32Array): Int32Array {
  return nodes.map((node) => at(position, node)).sort();
}

/** How many of the sorted values are less than `limit`. */
function below(values: Int32Array, limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const half = (low + high) >> 1;
    if (at(values, half) < limit) low = half + 1;
    else high = half;
  }
  return low;
}

/** Places outside the column cost more than anything. */
function forbid({ graph, columns, position, cost }: Table, node: number, base: number): void {
  const size = columns[at(graph.rank, node)]?.length ?? 0;
  for (let place = 0; place < width; place++) {
    const row = at(position, node) + place - reach;
    if (row < 0 || row >= size) cost[base + place] = never;
  }
}

function move({ graph, columns, position }: Table, node: number, by: number): void {
  const column = columns[at(graph.rank, node)] ?? new Int32Array();
  const start = at(position, node);
  const step = Math.sign(by);
  for (let row = start; row !== start + by; row += step) {
    const other = at(column, row + step);
    column[row] = other;
    position[other] = row;
  }
  column[start + by] = node;
  position[node] = start + by;
}
