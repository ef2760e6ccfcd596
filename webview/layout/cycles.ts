// Finds the edges to turn around so that what is left has no cycle.
import { at, type Graph, grouped, listOf } from './graph.ts';

/**
 * Marks with 1 each edge that closes a cycle of a depth-first walk. The walk starts at nodes that nothing leads to, in
 * order, so that an arrow from a true beginning is never turned. Self-loops are the caller's: they must not be in the graph.
 */
export function backEdges({ count, from, to }: Graph): Int32Array {
  const out = grouped(count, from);
  const incoming = new Int32Array(count);
  for (const node of to) incoming[node] = at(incoming, node) + 1;
  const back = new Int32Array(from.length);
  const next = out.start.slice(0, count);
  const state = new Int32Array(count);
  const path: number[] = [];

  function walk(root: number): void {
    if (state[root] !== unseen) return;
    state[root] = onPath;
    path.push(root);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const slot = at(next, node);
      if (slot === at(out.start, node + 1)) {
        state[node] = done;
        path.pop();
        continue;
      }
      next[node] = slot + 1;
      const edge = at(out.items, slot);
      const target = at(to, edge);
      if (state[target] === onPath) back[edge] = 1;
      else if (state[target] === unseen) {
        state[target] = onPath;
        path.push(target);
      }
    }
  }

  for (let node = 0; node < count; node++)
    if (incoming[node] === 0 && listOf(out, node).length > 0) walk(node);
  for (let node = 0; node < count; node++) walk(node);
  return back;
}

const unseen = 0;
const onPath = 1;
const done = 2;
