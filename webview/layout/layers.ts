// Cuts edges into steps between neighbouring columns: a long edge gets a bend, a node without a tile, in each column it crosses.
import { at, type Graph, grouped, type Lists } from './graph.ts';

export interface Layered {
  /** Nodes below this are tiles, the others bends. */
  readonly tiles: number;
  readonly count: number;
  readonly rank: Int32Array;
  /** The nodes of each column, from top to bottom. */
  readonly columns: readonly Int32Array[];
  /** Neighbours in the column to the left and to the right. */
  readonly left: Lists;
  readonly right: Lists;
  /** For each edge its bends from left to right: so many, numbered from the first. Edges between the same tiles share them. */
  readonly firstBend: Int32Array;
  readonly bendCount: Int32Array;
}

/** The graph must be acyclic with `rank` growing along each edge. */
export function layered(graph: Graph, rank: Int32Array): Layered {
  const { count, from, to } = graph;
  const twin = twins(graph);
  let total = count;
  let steps = 0;
  const firstBend = new Int32Array(from.length);
  const bendCount = new Int32Array(from.length);
  for (let edge = 0; edge < from.length; edge++) {
    const known = at(twin, edge);
    const bends = at(rank, at(to, edge)) - at(rank, at(from, edge)) - 1;
    bendCount[edge] = bends;
    firstBend[edge] = known === edge ? total : at(firstBend, known);
    if (known !== edge) continue;
    total += bends;
    steps += bends + 1;
  }
  const ranks = new Int32Array(total);
  ranks.set(rank);
  const froms = new Int32Array(steps);
  const tos = new Int32Array(steps);
  let step = 0;
  for (let edge = 0; edge < from.length; edge++) {
    if (at(twin, edge) !== edge) continue;
    let last = at(from, edge);
    for (let bend = at(firstBend, edge), end = bend + at(bendCount, edge); bend < end; bend++) {
      ranks[bend] = at(ranks, last) + 1;
      froms[step] = last;
      tos[step++] = bend;
      last = bend;
    }
    froms[step] = last;
    tos[step++] = at(to, edge);
  }
  return {
    tiles: count,
    count: total,
    rank: ranks,
    columns: columnsOf(ranks),
    left: grouped(total, tos, (index) => at(froms, index)),
    right: grouped(total, froms, (index) => at(tos, index)),
    firstBend,
    bendCount,
  };
}

/** For each edge the first one between the same two nodes. */
function twins({ count, from, to }: Graph): Int32Array {
  const out = grouped(count, from, (edge) => edge);
  const seen = new Int32Array(count).fill(-1);
  const twin = new Int32Array(from.length);
  for (let node = 0; node < count; node++) {
    const first = at(out.start, node);
    const end = at(out.start, node + 1);
    for (let slot = first; slot < end; slot++) {
      const edge = at(out.items, slot);
      const target = at(to, edge);
      if (at(seen, target) < 0) seen[target] = edge;
      twin[edge] = at(seen, target);
    }
    for (let slot = first; slot < end; slot++) seen[at(to, at(out.items, slot))] = -1;
  }
  return twin;
}

function columnsOf(rank: Int32Array): readonly Int32Array[] {
  const count = rank.reduce((most, own) => Math.max(most, own + 1), 0);
  const lists = grouped(count, rank, (node) => node);
  return Array.from({ length: count }, (_, column) =>
    lists.items.slice(at(lists.start, column), at(lists.start, column + 1)),
  );
}
