// Network simplex: moves whole subtrees of tight edges until no move makes the edges shorter in sum.
import { at, type Graph } from './graph.ts';
import { isBelow, plant, rehang, type TightTree } from './tightTree.ts';

/**
 * Shortens the edges by changing `rank` in place; it must grow along each edge and stays so. The graph must hang
 * together. After about `budget` steps what has been reached is kept.
 * Source: Gansner, Koutsofios, North, Vo: A Technique for Drawing Directed Graphs (1993), section 2.3.
 */
export function shorten(graph: Graph, rank: Int32Array, budget: number): void {
  if (graph.count < 2) return;
  const tree = plant(graph, rank);
  const cut = cutValues(graph, tree);
  const { edges } = tree;
  let slot = 0;
  for (let spent = 0; spent < budget; ) {
    let leaving = -1;
    let worst = 0;
    // The worst of the next few that are wrong: looking at all would cost more than it saves.
    for (let looked = 0, found = 0; looked < edges.length && found < 30; looked++) {
      slot = slot + 1 < edges.length ? slot + 1 : 0;
      const value = at(cut, at(edges, slot));
      if (value < 0) found++;
      if (value < worst) {
        worst = value;
        leaving = slot;
      }
      spent++;
    }
    if (leaving < 0) return;
    spent += exchange(graph, rank, tree, cut, leaving);
  }
}

/** For each edge of the tree by how much all edges grow in sum when it grows by one. */
function cutValues({ count, from, to }: Graph, tree: TightTree): Int32Array {
  const excess = new Int32Array(count + 1);
  for (let number = 0; number < count; number++) {
    const node = at(tree.nodeAt, number);
    const out = at(tree.out.start, node + 1) - at(tree.out.start, node);
    const into = at(tree.into.start, node + 1) - at(tree.into.start, node);
    excess[number + 1] = at(excess, number) + out - into;
  }
  const cut = new Int32Array(from.length);
  for (const edge of tree.edges) {
    const isUp = at(tree.up, at(from, edge)) === edge;
    const child = isUp ? at(from, edge) : at(to, edge);
    const sum = at(excess, at(tree.last, child) + 1) - at(excess, at(tree.low, child));
    cut[edge] = isUp ? sum : -sum;
  }
  return cut;
}

/** Takes one edge out of the tree and puts in the tightest that joins its halves. Returns the steps it took. */
function exchange(graph: Graph, rank: Int32Array, tree: TightTree, cut: Int32Array, slot: number): number {
  const { from, to } = graph;
  const leaving = at(tree.edges, slot);
  const up = at(tree.up, at(from, leaving)) === leaving;
  const child = up ? at(from, leaving) : at(to, leaving);
  const low = at(tree.low, child);
  const last = at(tree.last, child);
  // The child's half is the beginning of the leaving edge (up) or its end: the entering one leads the other way.
  const lists = up ? tree.into : tree.out;
  const ends = up ? from : to;
  let entering = -1;
  let least = Number.POSITIVE_INFINITY;
  let steps = last - low + 1;
  for (let number = low; number <= last && least > 0; number++) {
    const node = at(tree.nodeAt, number);
    for (let index = at(lists.start, node); index < at(lists.start, node + 1); index++) {
      const edge = at(lists.items, index);
      const slack = at(rank, at(to, edge)) - at(rank, at(from, edge)) - 1;
      steps++;
      if (slack >= least || at(tree.inside, edge)) continue;
      const other = at(tree.last, at(ends, edge));
      if (other >= low && other <= last) continue;
      entering = edge;
      least = slack;
    }
  }
  if (entering < 0) {
    cut[leaving] = 0;
    return steps;
  }
  if (least > 0)
    for (let number = low; number <= last; number++) {
      const node = at(tree.nodeAt, number);
      rank[node] = at(rank, node) + (up ? -least : least);
    }
  const value = at(cut, leaving);
  climb(graph, tree, cut, at(from, entering), at(to, entering), value);
  climb(graph, tree, cut, at(to, entering), at(from, entering), -value);
  cut[entering] = -value;
  cut[leaving] = 0;
  tree.inside[leaving] = 0;
  tree.inside[entering] = 1;
  tree.edges[slot] = entering;
  const [inner, outer] = up ? [to, from] : [from, to];
  return steps + rehang(graph, tree, leaving, entering, at(inner, entering), at(outer, entering));
}

/** Adds to the cut values on the way up from `node` until `other` is below as well. */
function climb(
  { from, to }: Graph,
  tree: TightTree,
  cut: Int32Array,
  node: number,
  other: number,
  value: number,
): void {
  let top = node;
  while (!isBelow(tree, other, top)) {
    const edge = at(tree.up, top);
    const isUp = at(from, edge) === top;
    cut[edge] = at(cut, edge) + (isUp ? value : -value);
    top = isUp ? at(to, edge) : at(from, edge);
  }
}
