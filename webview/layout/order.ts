// Orders each column so that few lines cross: several beginnings, barycentre sweeps with transposition, the best one kept.
import { crossings, pairCrossings, positions } from './crossings.ts';
import { at, type Lists, listOf } from './graph.ts';
import type { Layered } from './layers.ts';

type Columns = readonly Int32Array[];

/** The nodes of each column from top to bottom. Deterministic: ties keep the order in which nodes were given. */
export function order(graph: Layered): Columns {
  const patience = graph.count < 600 ? 6 : 3;
  const limit = graph.count < 600 ? 32 : graph.count < 4000 ? 12 : 6;
  let best: Columns = graph.columns;
  let fewest = Number.POSITIVE_INFINITY;
  for (const start of [
    depthFirst(graph, graph.left, graph.right),
    depthFirst(graph, graph.right, graph.left),
  ]) {
    const columns = start.map((column) => column.slice());
    const position = positions(graph.count, columns);
    let stale = 0;
    for (let round = 0; round < limit && stale < patience && fewest > 0; round++) {
      sweep(graph, columns, position, round);
      transpose(graph, columns, position);
      const now = crossings(graph, columns, position);
      stale = now < fewest ? 0 : stale + 1;
      if (now < fewest) {
        fewest = now;
        best = columns.map((column) => column.slice());
      }
    }
  }
  return best;
}

/** Columns in the order in which a walk from one side meets their nodes: what hangs together starts together. */
function depthFirst(graph: Layered, before: Lists, after: Lists): Columns {
  const seen = new Uint8Array(graph.count);
  const columns: number[][] = graph.columns.map(() => []);
  for (let root = 0; root < graph.count; root++) {
    if (listOf(before, root).length > 0) continue;
    const stack = [root];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (seen[node]) continue;
      seen[node] = 1;
      columns[at(graph.rank, node)]?.push(node);
      for (const next of listOf(after, node).slice().reverse()) if (!seen[next]) stack.push(next);
    }
  }
  return columns.map((column) => Int32Array.from(column));
}

/** One pass over the columns, from the left in even rounds and from the right in odd ones. */
function sweep(graph: Layered, columns: Columns, position: Int32Array, round: number): void {
  const rightwards = round % 2 === 0;
  const lists = rightwards ? graph.left : graph.right;
  const last = columns.length - 1;
  for (let step = 1; step <= last; step++) {
    const column = columns[rightwards ? step : last - step];
    if (column) sortByNeighbours(column, lists, position, round % 4 > 1);
  }
}

/** Sorts by the mean position of the neighbours; nodes without any keep their place. Equal ones turn around if `flip`. */
function sortByNeighbours(column: Int32Array, lists: Lists, position: Int32Array, flip: boolean): void {
  const slots: number[] = [];
  const movable: { readonly node: number; readonly key: number; readonly index: number }[] = [];
  column.forEach((node, index) => {
    const first = at(lists.start, node);
    const end = at(lists.start, node + 1);
    if (first === end) return;
    let sum = 0;
    for (let slot = first; slot < end; slot++) sum += at(position, at(lists.items, slot));
    slots.push(index);
    movable.push({ node, key: sum / (end - first), index });
  });
  movable.sort((a, b) => a.key - b.key || (flip ? b.index - a.index : a.index - b.index));
  movable.forEach(({ node }, index) => {
    column[slots[index] ?? 0] = node;
  });
  column.forEach((node, index) => {
    position[node] = index;
  });
}

/** Swaps neighbours in a column while that removes crossings. */
function transpose(graph: Layered, columns: Columns, position: Int32Array): void {
  for (let pass = 0, improved = true; improved && pass < 8; pass++) {
    improved = false;
    for (const column of columns) {
      for (const node of column) {
        sortByPosition(graph.left, node, position);
        sortByPosition(graph.right, node, position);
      }
      for (let index = 1; index < column.length; index++) {
        const upper = at(column, index - 1);
        const lower = at(column, index);
        if (cost(graph, position, lower, upper) >= cost(graph, position, upper, lower)) continue;
        column[index - 1] = lower;
        column[index] = upper;
        position[lower] = index - 1;
        position[upper] = index;
        improved = true;
      }
    }
  }
}

function cost(graph: Layered, position: Int32Array, upper: number, lower: number): number {
  return (
    pairCrossings(graph.left, position, upper, lower) + pairCrossings(graph.right, position, upper, lower)
  );
}

/** Sorts a node's neighbours by insertion: the lists are short or nearly sorted already. */
function sortByPosition({ start, items }: Lists, node: number, position: Int32Array): void {
  const first = at(start, node);
  const end = at(start, node + 1);
  for (let index = first + 1; index < end; index++) {
    const neighbour = at(items, index);
    let slot = index;
    for (; slot > first && at(position, at(items, slot - 1)) > at(position, neighbour); slot--)
      items[slot] = at(items, slot - 1);
    items[slot] = neighbour;
  }
}
