// A heap of edges by whole numbers: the least first, of equal ones the edge given first.
import { real } from './graph.ts';

export interface EdgeHeap {
  add(edge: number, key: number): void;
  /** The least edge; undefined when empty. */
  peek(): { readonly edge: number; readonly key: number } | undefined;
  drop(): void;
}

/** Holds at most `edges` edges, numbered below that. */
export function edgeHeap(edges: number): EdgeHeap {
  const items = new Float64Array(edges);
  let size = 0;
  return {
    add(edge, key) {
      const value = key * edges + edge;
      let slot = size++;
      for (; slot > 0 && real(items, (slot - 1) >> 1) > value; slot = (slot - 1) >> 1)
        items[slot] = real(items, (slot - 1) >> 1);
      items[slot] = value;
    },
    peek() {
      if (size === 0) return undefined;
      const value = real(items, 0);
      const key = Math.floor(value / edges);
      return { edge: value - key * edges, key };
    },
    drop() {
      const value = real(items, --size);
      let slot = 0;
      for (let child = 1; child < size; child = 2 * slot + 1) {
        if (child + 1 < size && real(items, child + 1) < real(items, child)) child++;
        if (real(items, child) >= value) break;
        items[slot] = real(items, child);
        slot = child;
      }
      items[slot] = value;
    },
  };
}
