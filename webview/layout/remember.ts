// Where the nodes of a grown picture would like to stand, so that those which stay keep their places.
import { at, real } from './graph.ts';
import type { Layered } from './layers.ts';

/**
 * A height for each node: its own of before; for a new tile the mean of its neighbours', for a bend the line between
 * its ends. `before` holds a number for each tile, NaN where it is new. Undefined when nothing is known.
 */
export function wishesOf(graph: Layered, before: Float64Array): Float64Array | undefined {
  const wishes = new Float64Array(graph.count).fill(Number.NaN);
  wishes.set(before);
  let unknown = graph.count;
  const waiting: number[] = [];
  for (let node = 0; node < graph.count; node++) {
    if (Number.isNaN(real(wishes, node))) waiting.push(node);
    else unknown--;
  }
  if (unknown === graph.count) return undefined;
  // Outwards from what is known; each round settles at least the neighbours of the settled.
  for (let open = waiting; open.length > 0; ) {
    const found = open.map((node) => meanAround(graph, wishes, node));
    const next: number[] = [];
    open.forEach((node, index) => {
      const value = found[index] ?? Number.NaN;
      wishes[node] = value;
      if (Number.isNaN(value)) next.push(node);
    });
    if (next.length === open.length) break;
    open = next;
  }
  for (let node = 0; node < graph.count; node++) if (Number.isNaN(real(wishes, node))) wishes[node] = 0;
  interpolate(graph, wishes);
  return wishes;
}

function meanAround(graph: Layered, wishes: Float64Array, node: number): number {
  let sum = 0;
  let known = 0;
  for (const { start, items } of [graph.left, graph.right])
    for (let slot = at(start, node); slot < at(start, node + 1); slot++) {
      const value = real(wishes, at(items, slot));
      if (Number.isNaN(value)) continue;
      sum += value;
      known++;
    }
  return known > 0 ? sum / known : Number.NaN;
}

/** Bends on the straight line between their edge's ends. */
function interpolate({ left, right, tiles, firstBend, bendCount }: Layered, wishes: Float64Array): void {
  firstBend.forEach((first, edge) => {
    const count = at(bendCount, edge);
    if (count === 0 || first < tiles) return;
    const from = real(wishes, at(left.items, at(left.start, first)));
    const last = first + count - 1;
    const to = real(wishes, at(right.items, at(right.start, last)));
    for (let bend = 0; bend < count; bend++)
      wishes[first + bend] = from + ((to - from) * (bend + 1)) / (count + 1);
  });
}
