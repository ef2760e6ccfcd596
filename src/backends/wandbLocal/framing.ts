// The framing of a run log: a LevelDB log with a file header of seven bytes. Yields the records that matter.

import { crc32 } from '../crc32.ts';
import { peekKind } from './peek.ts';

/**
 * `:W&B`, magic 0xBEE1 little-endian, version 0. Source: `wandb/sdk/internal/datastore.py` and
 * https://github.com/google/leveldb/blob/main/doc/log_format.md
 */
const fileHeader = [0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe, 0x00];
/** Blocks are counted from the start of the file, its header included; bytes. */
const blockSize = 32768;
const chunkHeader = 7;
const full = 1;
const first = 2;
const last = 4;
/** A record that claims to be longer is damage, not data; bytes. */
const longestRecord = 256 * 1024 * 1024;

export interface Framed {
  readonly records: readonly Uint8Array[];
  /** Records that were there and could not be read. */
  readonly damaged: number;
  /** Where to go on reading when the file grows: the end of the last whole record. */
  readonly offset: number;
  /** The end of the file cuts a record short: it is still being written, or its writer was killed. */
  readonly torn: boolean;
  /** The file is not a run log, or of a version that is not known. */
  readonly foreign: boolean;
}

/** Gives the file's bytes from `start` to `end`, fewer at its end. */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array>;

/** So many bytes are read at a time: a whole number of blocks. */
const slice = 128 * blockSize;

/**
 * Reads the records whose kind is among `kinds` from a log of `size` bytes, from `offset` (7 for the whole file).
 * Checksums are verified for what is kept. Damage never throws and never costs more than its block.
 */
export async function readRecords(
  read: ReadBytes,
  size: number,
  kinds: ReadonlySet<number>,
  offset = fileHeader.length,
): Promise<Framed> {
  const header = await read(0, Math.min(size, fileHeader.length));
  if (header.some((byte, index) => byte !== fileHeader[index]))
    return { records: [], damaged: 0, offset, torn: false, foreign: true };
  if (header.length < fileHeader.length)
    return { records: [], damaged: 0, offset, torn: true, foreign: false };
  const frame = framer(kinds, offset);
  const from = Math.floor(offset / blockSize) * blockSize;
  for (let start = from; start < size; start += slice) {
    const bytes = await read(start, Math.min(start + slice, size));
    if (bytes.length === 0) break;
    frame.take(bytes, start, start + bytes.length >= size);
  }
  return { ...frame.result(), foreign: false };
}

/** Takes in a file slice by slice; each slice begins at a block's start. */
function framer(kinds: ReadonlySet<number>, offset: number) {
  const records: Uint8Array[] = [];
  let parts: Uint8Array[] | undefined;
  let length = 0;
  let wanted = false;
  let damaged = 0;
  let committed = offset;
  let torn = false;
  let position = offset;

  function drop(): void {
    if (parts) damaged++;
    parts = undefined;
  }

  /** One chunk; returns the position after it, or -1 when its header makes no sense. */
  function chunk(bytes: Uint8Array, base: number): number {
    const at = position - base;
    const room = blockSize - (position % blockSize);
    const size = (bytes[at + 4] ?? 0) | ((bytes[at + 5] ?? 0) << 8);
    const type = bytes[at + 6] ?? 0;
    if (type < full || type > last || size > room - chunkHeader) return -1;
    const end = at + chunkHeader + size;
    if (end > bytes.length) {
      torn = true;
      return position;
    }
    const payload = bytes.subarray(at + chunkHeader, end);
    if (type === full || type === first) {
      drop();
      parts = [];
      length = 0;
      wanted = true;
    }
    if (!parts) return position + chunkHeader + size;
    // An empty first chunk stands where exactly a header fitted; the next chunk tells the kind.
    if (length === 0 && payload.length > 0) {
      const kind = peekKind(payload);
      wanted = kind === undefined || kinds.has(kind);
    }
    length += payload.length;
    if (wanted) {
      const stored = ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16)) >>> 0;
      const checksum = (stored + (bytes[at + 3] ?? 0) * 2 ** 24) >>> 0;
      if (crc32(bytes, at + 6, end) !== checksum || length > longestRecord) drop();
      else parts.push(payload.slice());
    }
    if (type === full || type === last) {
      if (parts && wanted) records.push(joined(parts, length));
      parts = undefined;
      committed = position + chunkHeader + size;
    }
    return position + chunkHeader + size;
  }

  return {
    take(bytes: Uint8Array, base: number, isLast: boolean): void {
      const end = base + bytes.length;
      while (position < end && !torn) {
        const room = blockSize - (position % blockSize);
        if (room < chunkHeader) {
          position += room;
          continue;
        }
        if (position + chunkHeader > end) {
          torn = true;
          break;
        }
        const next = chunk(bytes, base);
        if (next === -1) {
          // A zeroed rest of a block is space set aside, not damage.
          const rest = bytes.subarray(position - base, Math.min(position + room, end) - base);
          if (parts) drop();
          else if (rest.some((byte) => byte !== 0)) damaged++;
          position += room;
        } else if (!torn) position = next;
      }
      if (isLast && parts) torn = true;
    },
    result: () => ({ records, damaged, offset: committed, torn }),
  };
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const whole = new Uint8Array(length);
  let position = 0;
  for (const part of parts) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
}
