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
  /** For each edge its bends from left to right: so many, numbered from the first. Several edges may share them. */
  readonly firstBend: Int32Array;
  readonly bendCount: Int32Array;
}

/** So many bends for each tile and edge are drawn one by one; beyond, long edges from one tile share theirs. */
const plenty = 8;
/** More bends than this would take longer than anybody waits. */
const most = 400_000;

/**
 * The graph must be acyclic with `rank` growing along each edge. Where long edges are so many that even shared bends are
 * too many, the longest get none: they are drawn over what they pass.
 */
export function layered(graph: Graph, rank: Int32Array): Layered {
  const { count, from, to } = graph;
  const twin = twins(graph);
  const bendCount = from.map((source, edge) => at(rank, at(to, edge)) - at(rank, source) - 1);
  const own = bendCount.reduce((sum, bends, edge) => (at(twin, edge) === edge ? sum + bends : sum), 0);
  const shared = own > plenty * (count + from.length);
  const limit = shared ? longestDrawn(bendCount) : Number.POSITIVE_INFINITY;
  /** Bends belong to a trunk: to that of the edge's source where they are shared, else to its own. */
  const trunkOf = from.map((source, edge) => (shared ? source : count + at(twin, edge)));
  const first = new Int32Array(count + from.length).fill(-1);
  const length = new Int32Array(count + from.length);
  for (let edge = 0; edge < from.length; edge++)
    if (at(bendCount, edge) <= limit)
      length[at(trunkOf, edge)] = Math.max(at(length, at(trunkOf, edge)), at(bendCount, edge));
  const bends = length.reduce((sum, value) => sum + value, 0);
  const ranks = new Int32Array(count + bends);
  ranks.set(rank);
  const froms = new Int32Array(2 * from.length + bends);
  const tos = new Int32Array(froms.length);
  const firstBend = new Int32Array(from.length);
  let total = count;
  let steps = 0;
  const step = (source: number, target: number): void => {
    froms[steps] = source;
    tos[steps++] = target;
  };
  for (let edge = 0; edge < from.length; edge++) {
    const trunk = at(trunkOf, edge);
    const drawn = at(bendCount, edge) <= limit;
    if (drawn && at(first, trunk) < 0) {
      first[trunk] = total;
      let last = at(from, edge);
      for (let bend = 0; bend < at(length, trunk); bend++) {
        ranks[total] = at(ranks, last) + 1;
        step(last, total);
        last = total++;
      }
    }
    if (!drawn) bendCount[edge] = 0;
    firstBend[edge] = at(first, trunk);
    if (!drawn || at(twin, edge) !== edge) continue;
    step(at(bendCount, edge) > 0 ? at(first, trunk) + at(bendCount, edge) - 1 : at(from, edge), at(to, edge));
  }
  const [sources, targets] = [froms.subarray(0, steps), tos.subarray(0, steps)];
  return {
    tiles: count,
    count: total,
    rank: ranks,
    columns: columnsOf(ranks),
    left: grouped(total, targets, sources),
    right: grouped(total, sources, targets),
    firstBend,
    bendCount,
  };
}

/** The most bends that an edge may have so that all together are not too many, shared or not. */
function longestDrawn(bendCount: Int32Array): number {
  let sum = 0;
  for (const bends of bendCount.slice().sort()) {
    sum += bends;
    if (sum > most) return bends - 1;
  }
  return Number.POSITIVE_INFINITY;
}

/** For each edge the first one between the same two nodes. */
function twins({ count, from, to }: Graph): Int32Array {
  const out = grouped(count, from);
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
  const lists = grouped(count, rank);
  return Array.from({ length: count }, (_, column) =>
    lists.items.slice(at(lists.start, column), at(lists.start, column + 1)),
  );
}
