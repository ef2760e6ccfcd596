// Keeps of a log's summary records only the last of each shape: a run writes one or two of them at every step.

import { chunkHeader, isSound } from './chunk.ts';

/** A record in bytes that may change at the next slice; `checked` ones are the shape's own. */
interface Spot {
  readonly order: number;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly checked: boolean;
}

/** The last record of one shape, and those to fall back on should it be damaged: the one before, a sound one. */
interface Held {
  readonly hash: number;
  last: Spot;
  previous: Spot | undefined;
  sound: Spot | undefined;
}

export interface Shapes {
  /** `checked`: the bytes are the shape's own and sound; else a chunk's header stands before them. */
  add(bytes: Uint8Array, start: number, end: number, checked: boolean): void;
  /** Copies what is held, since the bytes are about to change; gives how many of it were damaged. */
  settle(): number;
}

/** Shapes that are held at most; past them the oldest are given away. */
const mostShapes = 256;

/**
 * Two records of one shape name the same keys, so the later one says all that the earlier one said.
 * What is held is given to `decode` in the order in which it was written, at the latest by `flush`.
 */
export function shapesOf(decode: (bytes: Uint8Array) => void): Shapes & { flush(): void } {
  const held = new Map<number, Held>();
  const touched = new Set<Held>();
  let order = 0;

  function give(count: number): void {
    const oldest = [...held.values()].sort((a, b) => a.last.order - b.last.order).slice(0, count);
    for (const { hash, last } of oldest) {
      held.delete(hash);
      decode(last.bytes.subarray(last.start, last.end));
    }
  }

  return {
    add(bytes, start, end, checked) {
      const hash = shapeHash(bytes, start, end);
      const known = held.get(hash);
      const last = { order: order++, bytes, start, end, checked };
      if (!known) {
        const fresh = { hash, last, previous: undefined, sound: undefined };
        held.set(hash, fresh);
        touched.add(fresh);
        return;
      }
      if (known.last.checked) touched.add(known);
      if (known.last.checked) known.sound = known.last;
      else known.previous = known.last;
      known.last = last;
    },
    settle() {
      let damaged = 0;
      for (const it of touched) {
        const spots = [it.last, it.previous, it.sound].filter((spot) => spot !== undefined);
        const at = spots.findIndex((spot) => spot.checked || isSound(spot.bytes, spot.start - chunkHeader));
        const spot = spots[at];
        damaged += spot ? at : spots.length;
        if (spot) it.last = ownCopy(spot);
        else held.delete(it.hash);
        it.previous = undefined;
        it.sound = undefined;
      }
      touched.clear();
      if (held.size > mostShapes) give(held.size - mostShapes);
      return damaged;
    },
    flush() {
      give(held.size);
    },
  };
}

function ownCopy(spot: Spot): Spot {
  if (spot.checked) return spot;
  const { order, bytes, start, end } = spot;
  return { order, bytes: bytes.slice(start, end), start: 0, end: end - start, checked: true };
}

/**
 * A hash of all that a summary record says but its values: it reads the keys, in any order since Go writes them in any,
 * and passes over the rest. Records that cannot be walked have the hash of as far as it went.
 */
function shapeHash(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0;
  let item = 0;
  let at = start;
  /** Ends of the messages that hold the field at `at`: the record's summary, and an item of it. */
  let summaryEnd = -1;
  let itemEnd = -1;
  while (at < end) {
    if (at >= itemEnd) {
      if (itemEnd >= 0) hash = (hash + mixed(item)) | 0;
      itemEnd = -1;
    }
    if (at >= summaryEnd) summaryEnd = -1;
    let tag = bytes[at++] ?? 0;
    if (tag >= 128) tag += ((bytes[at++] ?? 0) << 7) - 128;
    let value = 0;
    let byte = 128;
    for (let shift = 1; byte >= 128 && at < end; shift *= 128) {
      byte = bytes[at++] ?? 0;
      value += (byte & 127) * shift;
    }
    const wire = tag & 7;
    if (wire === 0) continue;
    if (wire !== 2) break;
    const field = tag >> 3;
    if (summaryEnd < 0) {
      if (field === 3) summaryEnd = at + value;
      else at += value;
    } else if (itemEnd < 0) {
      item = tag;
      itemEnd = at + value;
    } else if (field === 16) at += value;
    else {
      item = Math.imul(item ^ tag, 0x01000193);
      for (const last = Math.min(at + value, end); at < last; at++)
        item = Math.imul(item ^ (bytes[at] ?? 0), 0x01000193);
    }
  }
  return (hash + mixed(item)) | 0;
}

/** Spreads similar keys far apart, so that their sum tells them from others; as MurmurHash3 ends. */
function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}
