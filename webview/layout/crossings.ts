// Counts how often the lines between columns cross.
import { at } from './graph.ts';
import type { Layered } from './layers.ts';

/** Where each node stands in its column, from 0. */
export function positions(count: number, columns: readonly Int32Array[]): Int32Array {
  const position = new Int32Array(count);
  for (const column of columns)
    for (let index = 0; index < column.length; index++) position[at(column, index)] = index;
  return position;
}

/** All crossings of the drawing, in O(steps · log column). */
export function crossings(graph: Layered, columns: readonly Int32Array[], position: Int32Array): number {
  const { start, items } = graph.left;
  const widest = columns.reduce((most, column) => Math.max(most, column.length), 0);
  const tree = new Int32Array(widest + 1);
  let sum = 0;
  for (let index = 1; index < columns.length; index++) {
    const here = columns[index] ?? new Int32Array();
    const width = columns[index - 1]?.length ?? 0;
    tree.fill(0, 0, width + 1);
    let total = 0;
    for (let row = 0; row < here.length; row++) {
      const node = at(here, row);
      const first = at(start, node);
      const end = at(start, node + 1);
      for (let slot = first; slot < end; slot++) sum += total - upTo(tree, at(position, at(items, slot)));
      for (let slot = first; slot < end; slot++) {
        for (let place = at(position, at(items, slot)) + 1; place <= width; place += place & -place)
          tree[place] = at(tree, place) + 1;
      }
      total += end - first;
    }
  }
  return sum;
}

/** Fenwick tree: how many of the added positions are at most `position`. */
function upTo(tree: Int32Array, position: number): number {
  let sum = 0;
  for (let index = position + 1; index > 0; index -= index & -index) sum += at(tree, index);
  return sum;
}
