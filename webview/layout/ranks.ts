// Gives each node of an acyclic graph its column: as far left as its inputs allow, then pulled towards its consumers.
import { at, type Graph, grouped, listOf } from './graph.ts';

/** Columns from 0; every edge leads to a higher one. */
export function ranks({ count, from, to }: Graph): Int32Array {
  const out = grouped(count, from, (edge) => at(to, edge));
  const into = grouped(count, to, (edge) => at(from, edge));
  const rank = new Int32Array(count);
  const order = topological(count, out, into);
  for (const node of order)
    for (const source of listOf(into, node)) rank[node] = Math.max(at(rank, node), at(rank, source) + 1);
  tighten(order, out, into, rank);
  return rank;
}

function topological(
  count: number,
  out: ReturnType<typeof grouped>,
  into: ReturnType<typeof grouped>,
): number[] {
  const waiting = Int32Array.from({ length: count }, (_, node) => listOf(into, node).length);
  const order: number[] = [];
  for (let node = 0; node < count; node++) if (waiting[node] === 0) order.push(node);
  for (let head = 0; head < order.length; head++)
    for (const target of listOf(out, order[head] ?? 0)) {
      const left = at(waiting, target) - 1;
      waiting[target] = left;
      if (left === 0) order.push(target);
    }
  return order;
}

/** A node with more consumers than inputs moves right, next to the nearest of them: it shortens more edges than it stretches. */
function tighten(
  order: readonly number[],
  out: ReturnType<typeof grouped>,
  into: ReturnType<typeof grouped>,
  rank: Int32Array,
): void {
  for (let index = order.length - 1; index >= 0; index--) {
    const node = order[index] ?? 0;
    const targets = listOf(out, node);
    if (targets.length <= listOf(into, node).length) continue;
    let nearest = Number.POSITIVE_INFINITY;
    for (const target of targets) nearest = Math.min(nearest, at(rank, target));
    rank[node] = nearest - 1;
  }
}
