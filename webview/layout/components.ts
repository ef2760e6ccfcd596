// Splits a graph into the parts that hang together.
import { at } from './graph.ts';

/** The part of each node, numbered by the first node in it. */
export function components(count: number, from: Int32Array, to: Int32Array): Int32Array {
  const parent = Int32Array.from({ length: count }, (_, node) => node);
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
  const names = new Map<number, number>();
  return Int32Array.from({ length: count }, (_, node) => {
    const top = root(node);
    const name = names.get(top) ?? names.size;
    names.set(top, name);
    return name;
  });
}
