// What layout takes and gives, and the compact graph its passes share.

/** A tile to place; sizes in pixels at zoom 1. */
export interface Size {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** Drawn from left to right wherever no cycle forbids it. */
export interface Link {
  readonly from: string;
  readonly to: string;
}

/** A placed tile: its top left corner and size. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

export type Point = readonly [x: number, y: number];

export interface Route {
  /** Index of the link that it draws. */
  readonly link: number;
  /** `back` closes a cycle and points left; `loop` joins a tile with itself. */
  readonly kind: 'forward' | 'back' | 'loop';
  /** From the first tile's edge to the last tile's edge; a curve through them is horizontal at each. */
  readonly points: readonly Point[];
}

export interface Placed {
  /** In the order of the tiles given. */
  readonly boxes: readonly Box[];
  /** In the order of the links given, without those whose end is no tile. */
  readonly routes: readonly Route[];
  readonly width: number;
  readonly height: number;
}

/** Edges as parallel arrays of node indexes: edge `e` runs from `from[e]` to `to[e]`. */
export interface Graph {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** For node `n`, `items[start[n]] … items[start[n + 1] - 1]`. */
export interface Lists {
  readonly start: Int32Array;
  readonly items: Int32Array;
}

/**
 * Groups `values`, or the indexes of `keys` where there are none, by `keys`, which are node indexes below `count`; the
 * order within a group is kept.
 */
export function grouped(count: number, keys: Int32Array, values?: Int32Array): Lists {
  const start = new Int32Array(count + 1);
  for (let index = 0; index < keys.length; index++) {
    const key = at(keys, index);
    start[key + 1] = at(start, key + 1) + 1;
  }
  for (let node = 0; node < count; node++) start[node + 1] = at(start, node + 1) + at(start, node);
  const next = start.slice();
  const items = new Int32Array(keys.length);
  for (let index = 0; index < keys.length; index++) {
    const key = at(keys, index);
    const slot = at(next, key);
    items[slot] = values ? at(values, index) : index;
    next[key] = slot + 1;
  }
  return { start, items };
}

/** The list of one node, as a view on the shared array. */
export function listOf(lists: Lists, node: number): Int32Array {
  return lists.items.subarray(at(lists.start, node), at(lists.start, node + 1));
}

/** Reads a typed array at an index known to be inside it. One function a type: engines make each a single load. */
export function at(array: Int32Array, index: number): number {
  return array[index] ?? 0;
}

/** As `at`, of fractions. */
export function real(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
