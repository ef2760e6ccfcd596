// Sifting: tries a node at every place of its column, or at those nearby, and leaves it at the best.
import { at, type Lists } from './graph.ts';
import type { Layered } from './layers.ts';

export interface Sifter {
  /**
   * Sifts each node of a column by at most `reach` places up and down; columns and positions change in place.
   * Returns how many crossings that removed.
   */
  column(column: Int32Array, position: Int32Array, reach: number): number;
}

/** For each side of a column: where the neighbours of its nodes stand, and room for the signs of one node. */
interface Side {
  readonly start: Int32Array;
  readonly items: Int32Array;
  readonly places: Int32Array;
  readonly sign: Int32Array;
}

export function sifter(graph: Layered): Sifter {
  const widest = graph.columns.reduce((most, { length }) => Math.max(most, length), 0);
  const side = ({ start, items }: Lists): Side => ({
    start,
    items,
    places: new Int32Array(items.length),
    sign: new Int32Array(widest + 1),
  });
  const left = side(graph.left);
  const right = side(graph.right);
  const waiting = new Int32Array(widest);

  return {
    column(column, position, reach) {
      const size = column.length;
      const rank = at(graph.rank, at(column, 0));
      const leftSize = graph.columns[rank - 1]?.length ?? 0;
      const rightSize = graph.columns[rank + 1]?.length ?? 0;
      for (let row = 0; row < size; row++) {
        const node = at(column, row);
        waiting[row] = node;
        locate(left, node, position);
        locate(right, node, position);
      }
      let saved = 0;
      for (let index = 0; index < size; index++) {
        const node = at(waiting, index);
        const from = at(position, node);
        const first = Math.max(0, from - reach);
        const last = Math.min(size - 1, from + reach);
        const leftFar = last - first > far(left, node) * 100;
        const rightFar = last - first > far(right, node) * 100;
        if (leftFar) fillSigns(left, node, leftSize);
        if (rightFar) fillSigns(right, node, rightSize);
        let best = from;
        let least = 0;
        let sum = 0;
        for (let row = from + 1; row <= last; row++) {
          const other = at(column, row);
          sum += leftFar ? passing(left, other) : passingNear(left, node, other);
          sum += rightFar ? passing(right, other) : passingNear(right, node, other);
          if (sum < least) {
            least = sum;
            best = row;
          }
        }
        sum = 0;
        for (let row = from - 1; row >= first; row--) {
          const other = at(column, row);
          sum -= leftFar ? passing(left, other) : passingNear(left, node, other);
          sum -= rightFar ? passing(right, other) : passingNear(right, node, other);
          if (sum < least) {
            least = sum;
            best = row;
          }
        }
        if (best === from) continue;
        saved -= least;
        const step = best > from ? 1 : -1;
        for (let row = from; row !== best; row += step) {
          const other = at(column, row + step);
          column[row] = other;
          position[other] = row;
        }
        column[best] = node;
        position[node] = best;
      }
      return saved;
    },
  };
}

function locate({ start, items, places }: Side, node: number, position: Int32Array): void {
  for (let slot = at(start, node), end = at(start, node + 1); slot < end; slot++)
    places[slot] = at(position, at(items, slot));
}

function far({ start }: Side, node: number): number {
  return at(start, node + 1) - at(start, node);
}

/** For each place of the next column how many of the node's lines end above it, less those below. */
function fillSigns({ start, places, sign }: Side, node: number, size: number): void {
  const first = at(start, node);
  const end = at(start, node + 1);
  if (end <= first + 1) {
    const place = first === end ? size : at(places, first);
    const own = end - first;
    sign.fill(-own, 0, place);
    sign[place] = 0;
    sign.fill(own, place + 1, size);
    return;
  }
  sign.fill(0, 0, size);
  for (let slot = first; slot < end; slot++) sign[at(places, slot)] = at(sign, at(places, slot)) + 1;
  let sum = first - end;
  for (let place = 0; place < size; place++) {
    const own = at(sign, place);
    sign[place] = sum + own;
    sum += 2 * own;
  }
}

/** How many crossings more there are when the node whose signs these are stands below `other` instead of above. */
function passing({ start, places, sign }: Side, other: number): number {
  let sum = 0;
  for (let slot = at(start, other), end = at(start, other + 1); slot < end; slot++)
    sum += at(sign, at(places, slot));
  return sum;
}

/** The same without signs: cheaper for few places. */
function passingNear({ start, places }: Side, node: number, other: number): number {
  let sum = 0;
  const first = at(start, node);
  const last = at(start, node + 1);
  for (let slot = at(start, other), end = at(start, other + 1); slot < end; slot++) {
    const there = at(places, slot);
    for (let own = first; own < last; own++) {
      const here = at(places, own);
      if (here < there) sum++;
      else if (here > there) sum--;
    }
  }
  return sum;
}
