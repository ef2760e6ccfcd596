// The framing of a run log: a LevelDB log whose records are handed on by kind, slice by slice, whatever is damaged.

import {
  blockSize,
  chunkHeader,
  findChunk,
  firstChunk,
  fullChunk,
  isSound,
  lastChunk,
  payloadLength,
} from './chunk.ts';
import { peekKind } from './peek.ts';

/**
 * `:W&B`, magic 0xBEE1 little-endian, version 0. Source: `wandb/sdk/internal/datastore.py` and
 * https://github.com/google/leveldb/blob/main/doc/log_format.md
 */
export const fileHeader: readonly number[] = [0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe, 0x00];
/** A record that is longer is damage, not data: a hundred thousand files fill a quarter of it; bytes. */
const longestRecord = 64 * 1024 * 1024;
/** Blocks that are searched for a sound chunk after damage; past them the next block's start is taken. */
const mostSearched = 512;

/** What to do with records of a kind: pass them by unread, hand them on checked, or unchecked because most are not kept. */
export type Handling = 'skip' | 'keep' | 'unchecked';

/** Takes the records. The bytes are the reader's own: they change after the call, or after `settle`. */
export interface RecordSink {
  /** By kind; a kind that is not in it is kept. */
  readonly handling: readonly Handling[];
  /** A whole record whose checksums are right. */
  keep(bytes: Uint8Array, start: number, end: number): void;
  /** A record in one chunk, whose header is before `start`; its checksum is for the sink to ask for. */
  unchecked(bytes: Uint8Array, start: number, end: number): void;
  /** The bytes handed on so far are about to change; gives how many unchecked records turned out damaged. */
  settle(): number;
}

export interface Framed {
  /** Records, or runs of bytes where records must have been, that could not be read. */
  readonly damaged: number;
  /** Where to go on reading when the file grows: the end of the last whole record. */
  readonly offset: number;
  /** `damaged` as far as `offset`. */
  readonly damagedBefore: number;
  /** The end of the file cuts a record short: it is still being written, or its writer was killed. */
  readonly torn: boolean;
}

export interface Framer {
  /**
   * Takes in the file's bytes from `base` on; `base` is where a block begins, and slices follow each other. In a slice
   * that is `far` from the end of its log, the kinds that go unchecked are passed by: later records say the same again.
   */
  take(bytes: Uint8Array, base: number, far?: boolean): void;
  /** No more bytes will come. */
  end(): Framed;
}

/** Frames a log from `offset` on, where a record begins; `damaged` records were met before. */
export function framer(sink: RecordSink, offset: number, damaged = 0): Framer {
  let { handling } = sink;
  let position = offset;
  let committed = offset;
  let committedDamaged = damaged;
  /** Pieces of the record that is open, copied; undefined when none is. */
  let parts: Uint8Array[] | undefined;
  let length = 0;
  let kept: Handling = 'skip';
  let torn = false;
  let searched = 0;
  /** Where the last chunk began that was not checked: after nonsense, its length may be what is wrong. */
  let doubted = -1;
  /** The last bytes were damaged: the next chunk must prove itself. */
  let lost = false;

  function lose(): void {
    if (!lost) damaged++;
    lost = true;
    parts = undefined;
  }

  function open(bytes: Uint8Array, start: number, end: number): void {
    kept = handling[peekKind(bytes, start, end)] ?? 'keep';
  }

  /** The chunk at `at`, which fits its block and is all there. */
  function chunk(bytes: Uint8Array, at: number, type: number, end: number): void {
    const start = at + chunkHeader;
    const begins = type === fullChunk || type === firstChunk;
    if (begins) {
      if (parts) damaged++;
      parts = undefined;
      length = 0;
      open(bytes, start, end);
      if (type === fullChunk && kept !== 'keep') {
        if (kept === 'unchecked') sink.unchecked(bytes, start, end);
        doubted = at;
        return;
      }
      parts = [];
    } else if (!parts) return;
    // An empty first chunk stands where exactly a header fitted; the next chunk tells the kind.
    else if (length === 0) open(bytes, start, end);
    length += end - start;
    if (kept === 'skip') {
      doubted = at;
      if (type === lastChunk) parts = undefined;
      return;
    }
    doubted = at;
    if (!isSound(bytes, at) || length > longestRecord) {
      lose();
      return;
    }
    doubted = -1;
    if (type === fullChunk) sink.keep(bytes, start, end);
    else parts.push(bytes.slice(start, end));
    if (type === lastChunk) {
      const whole = joined(parts, length);
      sink.keep(whole, 0, whole.length);
    }
    if (type === fullChunk || type === lastChunk) parts = undefined;
  }

  /**
   * Passes whole records that are not kept, from `at` on while they come; gives where the first other chunk begins.
   * Nearly all of a large log goes through here.
   */
  function pass(bytes: Uint8Array, begin: number, limit: number): number {
    let at = begin;
    while (at + chunkHeader < limit && bytes[at + 6] === fullChunk) {
      const start = at + chunkHeader;
      const next = start + ((bytes[at + 4] as number) | ((bytes[at + 5] as number) << 8));
      if (next > limit) break;
      // As a rule a record begins with its number (field 1) and its kind fits one byte; else it is for `chunk`.
      let tagAt = start;
      if (bytes[tagAt] === 8) while ((bytes[++tagAt] as number) >= 128);
      const tag = bytes[tagAt === start ? start : tagAt + 1] as number;
      if ((tag & 0x87) !== 2 || tag < 16 || tagAt + 1 >= next) break;
      const handled = handling[tag >> 3];
      if (handled !== 'skip' && handled !== 'unchecked') break;
      if (handled === 'unchecked') sink.unchecked(bytes, start, next);
      doubted = at;
      at = next;
    }
    return at;
  }

  /** Goes on after bytes that make no sense: at the next sound chunk of the block, else at the next block. */
  function recover(bytes: Uint8Array, base: number, blockEnd: number): void {
    const at = position - base;
    const end = Math.min(blockEnd, bytes.length);
    // Zeros to the block's end are space set aside, not damage, unless a wrong length led to them.
    const blank = !parts && isBlank(bytes, at, end);
    const doubtful = doubted >= blockEnd - blockSize;
    const search = (!blank || doubtful) && searched++ < mostSearched;
    const found = search ? findChunk(bytes, (doubtful ? doubted : at) + 1, end) : -1;
    if (!blank || found >= 0) lose();
    doubted = -1;
    position = base + (found >= 0 ? found : blockEnd);
  }

  return {
    take(bytes, base, isFar = false) {
      handling = isFar ? sink.handling.map((it) => (it === 'unchecked' ? 'skip' : it)) : sink.handling;
      doubted = -1;
      const end = base + bytes.length;
      while (position < end) {
        if (!parts && !lost) {
          const blockEnd = position - (position % blockSize) + blockSize;
          position = base + pass(bytes, position - base, Math.min(blockEnd, end) - base);
          committed = position;
          if (position >= end) break;
        }
        const at = position - base;
        const room = blockSize - (position % blockSize);
        if (room < chunkHeader) {
          position += room;
          continue;
        }
        if (at + chunkHeader > bytes.length) break;
        const type = bytes[at + 6] ?? 0;
        const next = at + chunkHeader + payloadLength(bytes, at);
        const sense = type >= fullChunk && type <= lastChunk && next <= at + room;
        if (sense && next > bytes.length) {
          // A length beyond the file's end is a record on its way, unless sound ones follow.
          if (searched++ >= mostSearched || findChunk(bytes, at + 1, bytes.length) < 0) break;
          recover(bytes, base, at + room);
        } else if (!sense || (lost && !isSound(bytes, at))) recover(bytes, base, at + room);
        else {
          lost = false;
          chunk(bytes, at, type, next);
          position = base + next;
          if (!parts && !lost) committed = position;
        }
      }
      const late = sink.settle();
      damaged += late;
      if (!lost && !parts) committedDamaged = damaged;
      torn = position < end;
    },
    end() {
      return {
        damaged,
        offset: committed,
        damagedBefore: committedDamaged,
        torn: torn || parts !== undefined,
      };
    },
  };
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== 0) return false;
  return true;
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let position = 0;
  for (const part of parts) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
}
