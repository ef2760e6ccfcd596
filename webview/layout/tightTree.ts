// A spanning tree of edges that are all as short as they can be, as network simplex needs it.
import { at, type Graph, grouped, type Lists } from './graph.ts';
import { edgeHeap } from './heap.ts';

export interface TightTree {
  readonly out: Lists;
  readonly into: Lists;
  readonly edges: Int32Array;
  /** 1 for an edge of the tree. */
  readonly inside: Int32Array;
  /** The edge towards the root, -1 at the root. */
  readonly up: Int32Array;
  /** Numbers in postorder: those of a subtree are `low … last` of its top. */
  readonly low: Int32Array;
  readonly last: Int32Array;
  readonly nodeAt: Int32Array;
  /** The tree's edges at a node as a list of ends: end `2 e` is where edge e begins, `2 e + 1` where it ends. */
  readonly first: Int32Array;
  readonly next: Int32Array;
  readonly before: Int32Array;
}

const none = -1;

/**
 * Grows the tree by the edge with the least slack and moves it until that one is tight; `rank` changes accordingly and
 * keeps growing along each edge. The graph must hang together.
 */
export function plant(graph: Graph, rank: Int32Array): TightTree {
  const { count, from, to } = graph;
  const tree: TightTree = {
    out: grouped(count, from, (edge) => edge),
    into: grouped(count, to, (edge) => edge),
    edges: new Int32Array(count - 1),
    inside: new Int32Array(from.length),
    up: new Int32Array(count).fill(none),
    low: new Int32Array(count),
    last: new Int32Array(count),
    nodeAt: new Int32Array(count),
    first: new Int32Array(count).fill(none),
    next: new Int32Array(2 * from.length).fill(none),
    before: new Int32Array(2 * from.length).fill(none),
  };
  const outgoing = edgeHeap(from.length);
  const incoming = edgeHeap(from.length);
  const seen = new Int32Array(count);
  /** How far the tree has moved right. What is in it is written as if it had not. */
  let moved = 0;
  const enter = (node: number): void => {
    seen[node] = 1;
    rank[node] = at(rank, node) - moved;
    for (let slot = at(tree.out.start, node); slot < at(tree.out.start, node + 1); slot++) {
      const edge = at(tree.out.items, slot);
      if (!at(seen, at(to, edge))) outgoing.add(edge, at(rank, at(to, edge)) - at(rank, node) - 1);
    }
    for (let slot = at(tree.into.start, node); slot < at(tree.into.start, node + 1); slot++) {
      const edge = at(tree.into.items, slot);
      if (!at(seen, at(from, edge))) incoming.add(edge, at(rank, node) - at(rank, at(from, edge)) - 1);
    }
  };
  enter(0);
  for (let size = 0; size < count - 1; size++) {
    let out = outgoing.peek();
    for (; out && at(seen, at(to, out.edge)); out = outgoing.peek()) outgoing.drop();
    let into = incoming.peek();
    for (; into && at(seen, at(from, into.edge)); into = incoming.peek()) incoming.drop();
    const useOut = out && (!into || out.key - moved <= into.key + moved);
    const best = useOut ? out : into;
    if (!best) break;
    moved = useOut ? best.key : -best.key;
    tree.edges[size] = best.edge;
    tree.inside[best.edge] = 1;
    tie(graph, tree, best.edge);
    enter(at(useOut ? to : from, best.edge));
  }
  renumber(graph, tree, 0);
  return tree;
}

/** Puts an edge into the lists of both its ends. */
export function tie({ from, to }: Graph, tree: TightTree, edge: number): void {
  tieEnd(tree, at(from, edge), 2 * edge);
  tieEnd(tree, at(to, edge), 2 * edge + 1);
}

function tieEnd({ first, next, before }: TightTree, node: number, end: number): void {
  const old = at(first, node);
  next[end] = old;
  before[end] = none;
  if (old !== none) before[old] = end;
  first[node] = end;
}

/** Takes an edge out of the lists of both its ends. */
export function untie({ from, to }: Graph, tree: TightTree, edge: number): void {
  untieEnd(tree, at(from, edge), 2 * edge);
  untieEnd(tree, at(to, edge), 2 * edge + 1);
}

function untieEnd({ first, next, before }: TightTree, node: number, end: number): void {
  const left = at(before, end);
  const right = at(next, end);
  if (left === none) first[node] = right;
  else next[left] = right;
  if (right !== none) before[right] = left;
}

/** Numbers the subtree of `top` in postorder again, from the number at which it began. */
export function renumber({ from, to }: Graph, tree: TightTree, top: number): void {
  const { up, low, last, nodeAt, first, next } = tree;
  let number = at(low, top);
  const stack = [top];
  const ends = [at(first, top)];
  while (stack.length > 0) {
    const depth = stack.length - 1;
    const node = stack[depth] ?? 0;
    let end = ends[depth] ?? none;
    while (end !== none && end >> 1 === at(up, node)) end = at(next, end);
    if (end === none) {
      last[node] = number;
      nodeAt[number++] = node;
      stack.pop();
      ends.pop();
      continue;
    }
    ends[depth] = at(next, end);
    const edge = end >> 1;
    const child = end & 1 ? at(from, edge) : at(to, edge);
    up[child] = edge;
    low[child] = number;
    stack.push(child);
    ends.push(at(first, child));
  }
}

/** Whether `node` is in the subtree of `top`. */
export function isBelow({ low, last }: TightTree, node: number, top: number): boolean {
  const number = at(last, node);
  return at(low, top) <= number && number <= at(last, top);
}
