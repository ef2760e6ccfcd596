// Reads a file in slices of whole blocks; while one is worked on, the next one is read.

import type { OpenFile } from '../host.ts';
import { blockSize } from './chunk.ts';

/** So many bytes are read at a time, into one of two buffers: a whole number of blocks. */
const sliceSize = 32 * blockSize;

export interface Slice {
  /** Good until the next slice is asked for. */
  readonly bytes: Uint8Array;
  /** Where in the file they begin. */
  readonly base: number;
}

/** The bytes of a file from `first` to `size`. Rejects as the file does when it cannot be read. */
export async function* slices(
  file: OpenFile,
  first: number,
  size: number,
  signal: AbortSignal,
): AsyncGenerator<Slice> {
  const buffers = [first, first + sliceSize].map((base) => new Uint8Array(clamp(size - base)));
  const load = (base: number) => {
    const buffer = buffers[((base - first) / sliceSize) % 2] ?? new Uint8Array();
    const bytes = buffer.subarray(0, clamp(size - base));
    const filled = file.read(bytes, base, signal);
    // Whoever stops early never asks how it went.
    filled.catch(() => undefined);
    return { bytes, base, filled };
  };
  let next = size > first ? load(first) : undefined;
  try {
    while (next) {
      const { bytes, base, filled } = next;
      next = undefined;
      const count = await filled;
      const end = base + sliceSize;
      // Fewer bytes than there were a moment ago: the file was cut short while it was read.
      if (count === bytes.length && end < size) next = load(end);
      if (count > 0) yield { bytes: bytes.subarray(0, count), base };
    }
  } finally {
    await next?.filled.catch(() => undefined);
  }
}

function clamp(length: number): number {
  return Math.max(0, Math.min(length, sliceSize));
}
