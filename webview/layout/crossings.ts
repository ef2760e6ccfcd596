// Counts how often the lines between columns cross.
import { at, type Lists } from './graph.ts';
import type { Layered } from './layers.ts';

/** Where each node stands in its column, from 0. */
export function positions(count: number, columns: readonly Int32Array[]): Int32Array {
  const position = new Int32Array(count);
  for (const column of columns)
    column.forEach((node, index) => {
      position[node] = index;
    });
  return position;
}

/** All crossings of the drawing, in O(steps · log column). */
export function crossings(graph: Layered, columns: readonly Int32Array[], position: Int32Array): number {
  const { start, items } = graph.left;
  let sum = 0;
  for (let index = 1; index < columns.length; index++) {
    const here = columns[index] ?? new Int32Array();
    const width = columns[index - 1]?.length ?? 0;
    const seen = new Int32Array(width + 1);
    let total = 0;
    for (const node of here) {
      const first = at(start, node);
      const end = at(start, node + 1);
      for (let slot = first; slot < end; slot++) sum += total - upTo(seen, at(position, at(items, slot)));
      for (let slot = first; slot < end; slot++) add(seen, at(position, at(items, slot)));
      total += end - first;
    }
  }
  return sum;
}

/** How many lines of `a` and `b` cross when `a` stands above `b`; both lists sorted by position. */
export function pairCrossings(lists: Lists, position: Int32Array, a: number, b: number): number {
  const { start, items } = lists;
  const endA = at(start, a + 1);
  const endB = at(start, b + 1);
  let sum = 0;
  let low = at(start, b);
  for (let slot = at(start, a); slot < endA; slot++) {
    const mine = at(position, at(items, slot));
    while (low < endB && at(position, at(items, low)) < mine) low++;
    sum += low - at(start, b);
  }
  return sum;
}

/** Fenwick tree: how many of the added positions are at most `position`. */
function upTo(tree: Int32Array, position: number): number {
  let sum = 0;
  for (let index = position + 1; index > 0; index -= index & -index) sum += at(tree, index);
  return sum;
}

function add(tree: Int32Array, position: number): void {
  for (let index = position + 1; index < tree.length; index += index & -index)
    tree[index] = at(tree, index) + 1;
}
