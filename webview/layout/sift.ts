// Sifting: tries a node at every place of its column, or at those nearby, and leaves it at the best.
import { at, type Lists } from './graph.ts';
import type { Layered } from './layers.ts';

export interface Sifter {
  /** From here on each node is sifted; later only those are of which a neighbour has found a better place since. */
  heat(): void;
  /** Sifts the nodes of a column; it and positions change in place. Returns how many crossings that removed. */
  column(column: Int32Array, position: Int32Array): number;
}

/** For each side of a column: where the neighbours of its nodes stand, and room for the signs of one node. */
interface Side {
  readonly start: Int32Array;
  readonly items: Int32Array;
  readonly places: Int32Array;
  /** For each node the place of its only line's end, `none` or `several`: most nodes have one line at most. */
  readonly only: Int32Array;
  readonly sign: Int32Array;
}

/** Places up and down that are tried at most: about linear, and farther hardly ever helps. */
const reach = 40;
/** How many more crossings than at the best place are a hill behind which hardly anything better lies. */
const hill = 6;
/** About so many places are tried before one. */
const usual = 12;

/** Of equally good places a node takes the farthest and drifts, which leads it to better ones later, or stays. */
export function sifter(graph: Layered, manner: 'drifts' | 'stays'): Sifter {
  const even = manner === 'drifts' ? 1 : 0;
  const widest = graph.columns.reduce((most, { length }) => Math.max(most, length), 0);
  const side = ({ start, items }: Lists): Side => ({
    start,
    items,
    places: new Int32Array(items.length),
    only: new Int32Array(graph.count),
    sign: new Int32Array(widest + 1),
  });
  const left = side(graph.left);
  const right = side(graph.right);
  const waiting = new Int32Array(widest);
  /** 1 for a node that has found its place, until a neighbour moves. */
  const cold = new Uint8Array(graph.count);

  const warm = ({ start, items }: Side, node: number): void => {
    for (let slot = at(start, node), end = at(start, node + 1); slot < end; slot++) cold[at(items, slot)] = 0;
  };

  return {
    heat() {
      cold.fill(0);
    },
    column(column, position) {
      const size = column.length;
      const rank = at(graph.rank, at(column, 0));
      const leftSize = graph.columns[rank - 1]?.length ?? 0;
      const rightSize = graph.columns[rank + 1]?.length ?? 0;
      let some = 0;
      for (let row = 0; row < size; row++) {
        const node = at(column, row);
        if (!cold[node]) waiting[some++] = node;
      }
      if (some === 0) return 0;
      for (let row = 0; row < size; row++) {
        const node = at(column, row);
        locate(left, node, position);
        locate(right, node, position);
      }
      let saved = 0;
      for (let index = 0; index < some; index++) {
        const node = at(waiting, index);
        cold[node] = 1;
        const from = at(position, node);
        const first = Math.max(0, from - reach);
        const last = Math.min(size - 1, from + reach);
        const span = Math.min(last - first, usual);
        const leftWay = prepare(left, node, leftSize, span);
        const rightWay = prepare(right, node, rightSize, span);
        let best = from;
        let least = 0;
        let sum = 0;
        for (let row = from + 1; row <= last; row++) {
          const other = at(column, row);
          sum += passing(left, leftWay, node, other) + passing(right, rightWay, node, other);
          if (sum < least + even) {
            least = sum;
            best = row;
          } else if (sum > least + hill) break;
        }
        sum = 0;
        for (let row = from - 1; row >= first; row--) {
          const other = at(column, row);
          sum -= passing(left, leftWay, node, other) + passing(right, rightWay, node, other);
          if (sum < least + even) {
            least = sum;
            best = row;
          } else if (sum > least + hill) break;
        }
        if (best === from) continue;
        saved -= least;
        if (least < 0) {
          warm(left, node);
          warm(right, node);
        }
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

function locate({ start, items, places, only }: Side, node: number, position: Int32Array): void {
  const first = at(start, node);
  const end = at(start, node + 1);
  for (let slot = first; slot < end; slot++) places[slot] = at(position, at(items, slot));
  only[node] = first === end ? none : end - first === 1 ? at(places, first) : several;
}

/** How the crossings of a node with others are counted: by the place of its only line, pair by pair, or by signs. */
const none = -1;
const several = -2;
const bySigns = -3;

/** Picks the cheapest way: the place itself where there is one line. Signs cost a pass over the next column. */
function prepare(side: Side, node: number, size: number, span: number): number {
  const only = at(side.only, node);
  if (only !== several) return only;
  if ((at(side.start, node + 1) - at(side.start, node)) * span < size) return several;
  fillSigns(side, node, size);
  return bySigns;
}

/** For each place of the next column how many of the node's lines end above it, less those below. */
function fillSigns({ start, places, sign }: Side, node: number, size: number): void {
  const first = at(start, node);
  const end = at(start, node + 1);
  sign.fill(0, 0, size);
  for (let slot = first; slot < end; slot++) sign[at(places, slot)] = at(sign, at(places, slot)) + 1;
  let sum = first - end;
  for (let place = 0; place < size; place++) {
    const own = at(sign, place);
    sign[place] = sum + own;
    sum += 2 * own;
  }
}

/** How many crossings more there are when a node stands below `other` instead of above. */
function passing(side: Side, way: number, node: number, other: number): number {
  if (way === none) return 0;
  const only = at(side.only, other);
  if (only === none) return 0;
  if (only >= 0) {
    if (way >= 0) return signOf(only - way);
    if (way === bySigns) return at(side.sign, only);
  }
  return passingMany(side, way, node, other);
}

function passingMany({ start, places, sign }: Side, way: number, node: number, other: number): number {
  let sum = 0;
  const end = at(start, other + 1);
  if (way >= 0) for (let slot = at(start, other); slot < end; slot++) sum += signOf(at(places, slot) - way);
  else if (way === bySigns)
    for (let slot = at(start, other); slot < end; slot++) sum += at(sign, at(places, slot));
  else
    for (let slot = at(start, other); slot < end; slot++)
      for (let own = at(start, node); own < at(start, node + 1); own++)
        sum += signOf(at(places, slot) - at(places, own));
  return sum;
}

/** As Math.sign, of 32-bit numbers and in two machine words. */
function signOf(value: number): number {
  return (value >> 31) | (-value >>> 31);
}
