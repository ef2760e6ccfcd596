// Reads a run log in slices, from its beginning or from where it was last left, into what it says.

import { crc32 } from '../crc32.ts';
import type { FileFacts, Files, OpenFile } from '../host.ts';
import { blockSize, isSound, payloadLength } from './chunk.ts';
import { foldFrom } from './fold.ts';
import { fileHeader, framer } from './framing.ts';
import { type LogFacts, noFacts } from './logFacts.ts';
import { type Slice, slices } from './slices.ts';

/** What a log said when it was last read, and where to go on: JSON can hold it, since the index keeps it. */
export interface LogReading {
  /** Bytes and milliseconds since 1970: the file as it was when it was read. */
  readonly size: number;
  readonly modifiedAt: number;
  /** The end of the last whole record. */
  readonly offset: number;
  /** Checksum of the bytes before `offset`: another file at the same path, or a rewritten one, has others. */
  readonly mark: number;
  /** Records that could not be read: all, and those before `offset`. */
  readonly damaged: number;
  readonly damagedBefore: number;
  /** The file's end cuts a record short: it is still being written, or its writer was killed. */
  readonly torn: boolean;
  /** What stands at the file's beginning: `wrong` is no header that is known before records that are. */
  readonly header: 'sound' | 'none' | 'wrong' | 'newer' | 'foreign';
  /** Summaries long before the end of the log were passed by. */
  readonly passed: boolean;
  readonly facts: LogFacts;
}

/**
 * In this much of a log's end, and so in all of a smaller one, every summary counts; bytes. A run writes two of them at
 * every step: to walk all those of a large log would take longer than all else.
 */
const summarySize = 16 * 1024 * 1024;
/** Bytes before the offset that are remembered by their checksum. */
const markSize = 64;

/**
 * Reads what the log at `path` says. With `before`, a log that only grew is read from where it was left, and one that
 * did not change is not opened. Rejects as `files` does when the file cannot be read.
 */
export async function readLog(
  files: Files,
  path: string,
  now: FileFacts,
  before: LogReading | undefined,
  signal: AbortSignal,
): Promise<LogReading> {
  const same = before && before.size === now.size && before.modifiedAt === now.modifiedAt;
  if (same) return before;
  const file = await files.open(path, signal);
  try {
    const grown = before && before.header !== 'none' && now.size > before.size ? before : undefined;
    if (grown) {
      const reading = await read(file, now, grown, signal);
      if (reading) return reading;
    }
    const reading = await read(file, now, undefined, signal);
    // Only a reading that goes on from another can find that the file is not the same.
    if (!reading) throw new Error('a log was taken for another one');
    return reading;
  } finally {
    await file.close();
  }
}

/** Undefined when the file is not the one that was read before. */
async function read(
  file: OpenFile,
  { size, modifiedAt }: FileFacts,
  before: LogReading | undefined,
  signal: AbortSignal,
): Promise<LogReading | undefined> {
  const from = before?.offset ?? fileHeader.length;
  const first = Math.floor(markStart(from) / blockSize) * blockSize;
  const fold = foldFrom(before?.facts ?? noFacts);
  const frame = framer(fold, from, before?.damagedBefore);
  let header = before?.header ?? 'none';
  let lastSlice: Slice | undefined;
  for await (const slice of slices(file, first, size, signal)) {
    if (slice.base === first) {
      if (before && markIn(slice, from) !== before.mark) return undefined;
      if (!before) header = headerOf(slice.bytes);
      if (header !== 'sound' && header !== 'wrong') break;
    }
    frame.take(slice.bytes, slice.base, size - slice.base > summarySize);
    lastSlice = slice;
  }
  const framed = frame.end();
  const mark =
    lastSlice && (markIn(lastSlice, framed.offset) ?? (await markFrom(file, framed.offset, signal)));
  const torn = framed.torn || header === 'none';
  const passed = before?.passed || size - first > summarySize;
  return {
    size,
    modifiedAt,
    header,
    passed,
    facts: fold.facts(),
    ...framed,
    torn,
    mark: mark ?? before?.mark ?? 0,
  };
}

function headerOf(bytes: Uint8Array): LogReading['header'] {
  const known = fileHeader.slice(0, bytes.length).every((byte, index) => byte === bytes[index]);
  if (known) return bytes.length < fileHeader.length ? 'none' : 'sound';
  // The checksums decide: where the first record is sound, it was only the header that suffered.
  const start = fileHeader.length;
  if (payloadLength(bytes, start) > 0 && isSound(bytes, start)) return 'wrong';
  const magic = fileHeader.slice(0, -1).every((byte, index) => byte === bytes[index]);
  return magic && bytes.length >= fileHeader.length ? 'newer' : 'foreign';
}

function markStart(offset: number): number {
  return Math.max(0, offset - markSize);
}

/** The mark of the bytes before `offset`; undefined when they are not all in the slice. */
function markIn({ bytes, base }: Slice, offset: number): number | undefined {
  const start = markStart(offset) - base;
  return start < 0 || offset - base > bytes.length ? undefined : crc32(bytes, start, offset - base);
}

async function markFrom(file: OpenFile, offset: number, signal: AbortSignal): Promise<number> {
  const bytes = new Uint8Array(offset - markStart(offset));
  const filled = await file.read(bytes, markStart(offset), signal);
  return crc32(bytes, 0, filled);
}
