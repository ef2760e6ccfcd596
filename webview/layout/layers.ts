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
  /** For each edge its bends from left to right; edges between the same tiles share them. */
  readonly bends: readonly (readonly number[])[];
}

/** The graph must be acyclic with `rank` growing along each edge. */
export function layered({ count, from, to }: Graph, rank: Int32Array): Layered {
  const allRanks = [...rank];
  const stepFrom: number[] = [];
  const stepTo: number[] = [];
  const shared = new Map<number, number[]>();
  const bends = Array.from(from, (source, edge) => {
    const target = at(to, edge);
    const known = shared.get(source * count + target);
    if (known) return known;
    const own: number[] = [];
    let last = source;
    for (let column = at(rank, source) + 1; column < at(rank, target); column++) {
      const bend = allRanks.push(column) - 1;
      own.push(bend);
      stepFrom.push(last);
      stepTo.push(bend);
      last = bend;
    }
    stepFrom.push(last);
    stepTo.push(target);
    shared.set(source * count + target, own);
    return own;
  });
  const total = allRanks.length;
  const froms = Int32Array.from(stepFrom);
  const tos = Int32Array.from(stepTo);
  const columns: number[][] = [];
  allRanks.forEach((column, node) => {
    while (columns.length <= column) columns.push([]);
    columns[column]?.push(node);
  });
  return {
    tiles: count,
    count: total,
    rank: Int32Array.from(allRanks),
    columns: columns.map((nodes) => Int32Array.from(nodes)),
    left: grouped(total, tos, (step) => at(froms, step)),
    right: grouped(total, froms, (step) => at(tos, step)),
    bends,
  };
}
