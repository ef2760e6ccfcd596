// One pass over the columns that sorts each by where its neighbours in the one before stand.
import { ascend } from './ascend.ts';
import { at, type Lists, real } from './graph.ts';
import type { Layered } from './layers.ts';

type Columns = readonly Int32Array[];

/** What sorting needs, kept between sweeps. */
export interface Scratch {
  readonly keys: Float64Array;
  readonly nodes: Int32Array;
  readonly slots: Int32Array;
}

export function scratchFor(graph: Layered): Scratch {
  const widest = graph.columns.reduce((most, { length }) => Math.max(most, length), 0);
  return { keys: new Float64Array(widest), nodes: new Int32Array(widest), slots: new Int32Array(widest) };
}

/**
 * Sorts by the mean position of the neighbours to the left (sweeping right) or to the right; nodes without any keep
 * their place. Equal ones keep their order, or turn around if `flip`.
 */
export function sweep(
  graph: Layered,
  columns: Columns,
  position: Int32Array,
  rightwards: boolean,
  flip: boolean,
  scratch: Scratch,
): void {
  const last = columns.length - 1;
  for (let step = 1; step <= last; step++) {
    const column = columns[rightwards ? step : last - step];
    if (column) sortColumn(column, rightwards ? graph.left : graph.right, position, flip, scratch);
  }
}

/** A key holds the mean, in parts of a place, and behind it the index that breaks ties. */
const parts = 2048;
const most = 2 ** 20;

function sortColumn(
  column: Int32Array,
  { start, items }: Lists,
  position: Int32Array,
  flip: boolean,
  { keys, nodes, slots }: Scratch,
): void {
  let size = 0;
  for (let row = 0; row < column.length; row++) {
    const node = at(column, row);
    const first = at(start, node);
    const end = at(start, node + 1);
    if (first === end) continue;
    let sum = 0;
    for (let slot = first; slot < end; slot++) sum += at(position, at(items, slot));
    slots[size] = row;
    nodes[size] = node;
    keys[size] = Math.round((sum / (end - first)) * parts) * most + (flip ? most - 1 - size : size);
    size++;
  }
  ascend(keys, size);
  for (let index = 0; index < size; index++) {
    const tie = real(keys, index) % most;
    const node = at(nodes, flip ? most - 1 - tie : tie);
    const row = at(slots, index);
    column[row] = node;
    position[node] = row;
  }
}

/** Sorts a column by heights of no particular size; nodes of the same height keep their order. */
export function sorted(
  column: Int32Array,
  heights: Float64Array,
  position: Int32Array,
  { keys, nodes }: Scratch,
): void {
  nodes.set(column);
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < column.length; row++) {
    const height = real(heights, at(column, row));
    least = Math.min(least, height);
    greatest = Math.max(greatest, height);
  }
  const unit = greatest > least ? fine / (greatest - least) : 0;
  for (let row = 0; row < column.length; row++)
    keys[row] = Math.round((real(heights, at(column, row)) - least) * unit) * most + row;
  ascend(keys, column.length);
  for (let row = 0; row < column.length; row++) {
    const node = at(nodes, real(keys, row) % most);
    column[row] = node;
    position[node] = row;
  }
}

/** So many heights of a column are told apart: a key has 53 bits. */
const fine = 2 ** 32;
