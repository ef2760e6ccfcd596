// One chunk of a run log: its header, whether it is sound, and how to find the next one after damage.

import { crc32 } from '../crc32.ts';

/** Blocks are counted from the start of the file, its header included; bytes. */
export const blockSize = 32768;
/** Checksum u32, length u16, type u8, all little-endian; bytes. */
export const chunkHeader = 7;
export const fullChunk = 1;
export const firstChunk = 2;
export const lastChunk = 4;

export function payloadLength(bytes: Uint8Array, at: number): number {
  return (bytes[at + 4] ?? 0) | ((bytes[at + 5] ?? 0) << 8);
}

/** Whether the checksum of the chunk whose header is at `at` is that of its type and its payload. */
export function isSound(bytes: Uint8Array, at: number): boolean {
  const end = at + chunkHeader + payloadLength(bytes, at);
  if (end > bytes.length) return false;
  const stored =
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24);
  return crc32(bytes, at + 6, end) === stored >>> 0;
}

/**
 * The first place from `from` on, before `end`, where a sound chunk begins; -1 when there is none. `end` is that of
 * the block or of what was read of it. Chunks without content are not looked for: four zeroed bytes could be one.
 */
export function findChunk(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at + chunkHeader < end; at++) {
    const type = bytes[at + 6] ?? 0;
    if (type < fullChunk || type > lastChunk) continue;
    const length = payloadLength(bytes, at);
    if (length > 0 && at + chunkHeader + length <= end && isSound(bytes, at)) return at;
  }
  return -1;
}
