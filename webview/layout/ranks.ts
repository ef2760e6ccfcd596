// Gives each node of an acyclic graph its column, so that the edges are short in sum.
import { at, type Graph, grouped, type Lists } from './graph.ts';
import { shorten } from './simplex.ts';

/** Steps of network simplex for each node: enough for the optimum of small graphs, and linear in large ones. */
const effort = 250;

/** Columns from 0; every edge leads to a higher one. The graph must hang together. */
export function ranks(graph: Graph): Int32Array {
  const { count, from, to } = graph;
  const out = grouped(count, from, to);
  const into = grouped(count, to, from);
  const rank = new Int32Array(count);
  const order = topological(count, out, into);
  for (const node of order)
    for (let slot = at(into.start, node); slot < at(into.start, node + 1); slot++)
      rank[node] = Math.max(at(rank, node), at(rank, at(into.items, slot)) + 1);
  tighten(order, out, into, rank);
  shorten(graph, rank, effort * count);
  const least = rank.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return rank.map((value) => value - least);
}

function topological(count: number, out: Lists, into: Lists): Int32Array {
  const waiting = Int32Array.from(
    { length: count },
    (_, node) => at(into.start, node + 1) - at(into.start, node),
  );
  const order = new Int32Array(count);
  let size = 0;
  for (let node = 0; node < count; node++) if (waiting[node] === 0) order[size++] = node;
  for (let head = 0; head < size; head++) {
    const node = at(order, head);
    for (let slot = at(out.start, node); slot < at(out.start, node + 1); slot++) {
      const target = at(out.items, slot);
      const left = at(waiting, target) - 1;
      waiting[target] = left;
      if (left === 0) order[size++] = target;
    }
  }
  return order;
}

/** A node with more consumers than inputs moves right, next to the nearest of them: it shortens more edges than it stretches. */
function tighten(order: Int32Array, out: Lists, into: Lists, rank: Int32Array): void {
  for (let index = order.length - 1; index >= 0; index--) {
    const node = at(order, index);
    const first = at(out.start, node);
    const end = at(out.start, node + 1);
    if (end - first <= at(into.start, node + 1) - at(into.start, node)) continue;
    let nearest = Number.POSITIVE_INFINITY;
    for (let slot = first; slot < end; slot++) nearest = Math.min(nearest, at(rank, at(out.items, slot)));
    rank[node] = nearest - 1;
  }
}
