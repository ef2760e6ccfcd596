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
  /** While nodes are numbered: the end that comes next at each. */
  readonly cursor: Int32Array;
}

const none = -1;

/**
 * Grows the tree by the edge with the least slack and moves it until that one is tight; `rank` changes accordingly and
 * keeps growing along each edge. The graph must hang together.
 */
export function plant(graph: Graph, rank: Int32Array): TightTree {
  const { count, from, to } = graph;
  const tree: TightTree = {
    out: grouped(count, from),
    into: grouped(count, to),
    edges: new Int32Array(count - 1),
    inside: new Int32Array(from.length),
    up: new Int32Array(count).fill(none),
    low: new Int32Array(count),
    last: new Int32Array(count),
    nodeAt: new Int32Array(count),
    first: new Int32Array(count).fill(none),
    next: new Int32Array(2 * from.length).fill(none),
    before: new Int32Array(2 * from.length).fill(none),
    cursor: new Int32Array(count),
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
function tie({ from, to }: Graph, tree: TightTree, edge: number): void {
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
function untie({ from, to }: Graph, tree: TightTree, edge: number): void {
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

/**
 * Takes the subtree that hangs on the tree by `leaving` off, and hangs it by its node `inner` on `outer` by `entering`. All
 * numbers stay in postorder: the subtree's own become a block right before that of `outer`, what stood between moves
 * over. Returns how many nodes got other numbers.
 */
export function rehang(
  graph: Graph,
  tree: TightTree,
  leaving: number,
  entering: number,
  inner: number,
  outer: number,
): number {
  const { up, low, last, nodeAt } = tree;
  const { from, to } = graph;
  const isUp = at(up, at(from, leaving)) === leaving;
  const [top, parent] = isUp ? [at(from, leaving), at(to, leaving)] : [at(to, leaving), at(from, leaving)];
  const [first, end] = [at(low, top), at(last, top)];
  const size = end - first + 1;
  untie(graph, tree, leaving);
  tie(graph, tree, entering);
  up[inner] = entering;
  low[inner] = first;
  renumber(graph, tree, inner);
  const block = tree.cursor;
  for (let index = 0; index < size; index++) block[index] = at(nodeAt, first + index);
  const place = at(last, outer);
  const isRight = place > end;
  if (isRight) {
    for (let number = end + 1; number < place; number++) {
      const node = at(nodeAt, number);
      nodeAt[number - size] = node;
      last[node] = number - size;
      if (at(low, node) > end) low[node] = at(low, node) - size;
    }
    for (let node = outer; node >= 0 && at(low, node) > end; node = above(graph, tree, node))
      low[node] = at(low, node) - size;
  } else {
    for (let number = first - 1; number >= place; number--) {
      const node = at(nodeAt, number);
      nodeAt[number + size] = node;
      last[node] = number + size;
      if (at(low, node) > place) low[node] = at(low, node) + size;
    }
    for (let node = parent; node >= 0 && at(low, node) > place; node = above(graph, tree, node))
      low[node] = at(low, node) + size;
  }
  const begin = isRight ? place - size : place;
  for (let index = 0; index < size; index++) {
    const node = at(block, index);
    nodeAt[begin + index] = node;
    last[node] = begin + index;
    low[node] = at(low, node) + begin - first;
  }
  return size + Math.abs(place - begin) + Math.abs(begin - first);
}

/** What a node hangs on, -1 for the root. */
function above({ from, to }: Graph, { up }: TightTree, node: number): number {
  const edge = at(up, node);
  if (edge === none) return none;
  return at(from, edge) === node ? at(to, edge) : at(from, edge);
}

/** Numbers the subtree of `top` in postorder again, from the number at which it began. */
function renumber({ from, to }: Graph, tree: TightTree, top: number): void {
  const { up, low, last, nodeAt, first, next, cursor } = tree;
  let number = at(low, top);
  let node = top;
  cursor[top] = at(first, top);
  for (;;) {
    const end = at(cursor, node);
    const above = at(up, node);
    if (end === none) {
      last[node] = number;
      nodeAt[number++] = node;
      if (node === top) return;
      node = at(from, above) === node ? at(to, above) : at(from, above);
      continue;
    }
    cursor[node] = at(next, end);
    const edge = end >> 1;
    if (edge === above) continue;
    const child = end & 1 ? at(from, edge) : at(to, edge);
    up[child] = edge;
    low[child] = number;
    cursor[child] = at(first, child);
    node = child;
  }
}

/** Whether `node` is in the subtree of `top`. */
export function isBelow({ low, last }: TightTree, node: number, top: number): boolean {
  const number = at(last, node);
  return at(low, top) <= number && number <= at(last, top);
}
