// Beginnings for ordering columns: what hangs together starts together.
import { at, type Lists } from './graph.ts';
import type { Layered } from './layers.ts';

/**
 * Columns in the order in which a walk in depth meets their nodes. Even beginnings walk right from what nothing leads
 * to, odd ones left from what leads nowhere; the first two take these in the order given, later ones shuffled.
 */
export function beginning(graph: Layered, number: number): readonly Int32Array[] {
  const [before, after] = number % 2 === 0 ? [graph.left, graph.right] : [graph.right, graph.left];
  const roots = rootsOf(graph.count, before);
  if (number > 1) shuffle(roots, number);
  const columns = graph.columns.map((column) => column.slice());
  const filled = new Int32Array(columns.length);
  const seen = new Int32Array(graph.count);
  const stack: number[] = [];
  for (const root of roots) {
    stack.push(root);
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (at(seen, node)) continue;
      seen[node] = 1;
      const rank = at(graph.rank, node);
      const column = columns[rank];
      if (column) column[at(filled, rank)] = node;
      filled[rank] = at(filled, rank) + 1;
      for (let slot = at(after.start, node + 1) - 1; slot >= at(after.start, node); slot--)
        if (!at(seen, at(after.items, slot))) stack.push(at(after.items, slot));
    }
  }
  return columns;
}

function rootsOf(count: number, { start }: Lists): number[] {
  const roots: number[] = [];
  for (let node = 0; node < count; node++) if (at(start, node) === at(start, node + 1)) roots.push(node);
  return roots;
}

/** The same for the same number: layout must not depend on chance. */
function shuffle(roots: number[], number: number): void {
  let state = number * 7919 + 1;
  for (let index = roots.length - 1; index > 0; index--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (index + 1));
    const kept = roots[index] ?? 0;
    roots[index] = roots[other] ?? 0;
    roots[other] = kept;
  }
}

/** Columns in the order of the heights that their nodes would like. */
export function asWished(graph: Layered, wishes: Float64Array): readonly Int32Array[] {
  return graph.columns.map((column) =>
    Int32Array.from([...column].sort((a, b) => (wishes[a] ?? 0) - (wishes[b] ?? 0) || a - b)),
  );
}
