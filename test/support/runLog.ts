// Writes run logs for tests: the framing by its description, the records by their bytes.

import { crc32 } from 'node:zlib';

const blockSize = 32768;

/** The bytes of a log with these records, split at block borders as the writers do. */
export function runLog(...records: readonly Uint8Array[]): Uint8Array {
  const out: number[] = [0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe, 0x00];
  for (const record of records) {
    let rest = record;
    for (let begun = false, done = false; !done; ) {
      const room = blockSize - (out.length % blockSize);
      if (room < 7) {
        out.push(...new Uint8Array(room));
        continue;
      }
      const part = rest.subarray(0, room - 7);
      rest = rest.subarray(part.length);
      done = rest.length === 0;
      const type = begun ? (done ? 4 : 3) : done ? 1 : 2;
      const sum = crc32(part, crc32(Uint8Array.of(type)));
      out.push(
        sum & 255,
        (sum >>> 8) & 255,
        (sum >>> 16) & 255,
        sum >>> 24,
        part.length & 255,
        part.length >>> 8,
        type,
      );
      for (const byte of part) out.push(byte);
      begun = true;
    }
  }
  return Uint8Array.from(out);
}

/** A record of a kind (a field number below 16) with so many bytes of content, preceded by a number as Go writes it. */
export function record(kind: number, length: number, fill = 0): Uint8Array {
  const size = [(length & 127) | 128, ((length >>> 7) & 127) | 128, (length >>> 14) & 127];
  return Uint8Array.from([8, 5, (kind << 3) | 2, ...size, ...new Uint8Array(length).fill(fill)]);
}
