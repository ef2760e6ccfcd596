// Keeps of a log's summary records only the last of each shape: a run writes one or two of them at every step.

import { chunkHeader, isSound } from './chunk.ts';

/** The last record of one shape; `before` is the one that it took the place of, should this one be damaged. */
interface Held {
  readonly hash: number;
  order: number;
  bytes: Uint8Array;
  start: number;
  end: number;
  checked: boolean;
  before: Pick<Held, 'order' | 'bytes' | 'start' | 'end' | 'checked'> | undefined;
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
    const oldest = [...held.values()].sort((a, b) => a.order - b.order).slice(0, count);
    for (const { hash, bytes, start, end } of oldest) {
      held.delete(hash);
      decode(bytes.subarray(start, end));
    }
  }

  return {
    add(bytes, start, end, checked) {
      const hash = shapeHash(bytes, start, end);
      const known = held.get(hash);
      order++;
      if (!known) {
        const fresh = { hash, order, bytes, start, end, checked, before: undefined };
        held.set(hash, fresh);
        touched.add(fresh);
        return;
      }
      // Only a sound record is held across slices: it stays the one to fall back on.
      if (known.checked) {
        const { order: past, bytes: own, start: from, end: to } = known;
        known.before = { order: past, bytes: own, start: from, end: to, checked: true };
        touched.add(known);
      }
      Object.assign(known, { order, bytes, start, end, checked });
    },
    settle() {
      let damaged = 0;
      for (const it of touched) {
        if (!it.checked && !isSound(it.bytes, it.start - chunkHeader)) {
          damaged++;
          if (it.before) Object.assign(it, it.before);
          else held.delete(it.hash);
        }
        if (!it.checked) {
          it.bytes = it.bytes.slice(it.start, it.end);
          it.end -= it.start;
          it.start = 0;
          it.checked = true;
        }
        it.before = undefined;
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
