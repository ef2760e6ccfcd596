// Splits a graph into the parts that hang together.
import { at } from './graph.ts';

/** The part of each node, numbered by the first node in it. */
export function components(count: number, from: Int32Array, to: Int32Array): Int32Array {
  const parent = new Int32Array(count);
  for (let node = 0; node < count; node++) parent[node] = node;
  const root = (node: number): number => {
    let top = node;
    while (at(parent, top) !== top) {
      parent[top] = at(parent, at(parent, top));
      top = at(parent, top);
    }
    return top;
  };
  for (let edge = 0; edge < from.length; edge++) {
    const a = root(at(from, edge));
    const b = root(at(to, edge));
    parent[Math.max(a, b)] = Math.min(a, b);
  }
  // The root of a part is its first node, so it has its number before all others.
  const part = new Int32Array(count);
  let parts = 0;
  for (let node = 0; node < count; node++) {
    const top = root(node);
    part[node] = top === node ? parts++ : at(part, top);
  }
  return part;
}
