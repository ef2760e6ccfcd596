// CRC-32 (IEEE 802.3, as zlib computes it): Node's, and in plain JavaScript because the readers also run in a browser.

/** Table n holds the checksum of a byte followed by n zeros, so that eight bytes are taken in at a time. */
const tables = Array.from({ length: 8 }, () => new Int32Array(256));
const [t0, t1, t2, t3, t4, t5, t6, t7] = fill(tables) as unknown as Eight;
type Eight = readonly [
  ...[Int32Array, Int32Array, Int32Array, Int32Array],
  ...[Int32Array, Int32Array, Int32Array, Int32Array],
];

function fill(all: readonly Int32Array[]): readonly Int32Array[] {
  const [first = new Int32Array(256)] = all;
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    first[byte] = value;
  }
  all.slice(1).forEach((table, index) => {
    const before = all[index] ?? first;
    table.set(before.map((value) => (value >>> 8) ^ (first[value & 255] as number)));
  });
  return all;
}

type Checksum = (bytes: Uint8Array) => number;

/** Node's own, where it has one: four times as fast, but a call costs more than a short record is worth. */
const native = (
  globalThis as {
    readonly process?: { getBuiltinModule?(name: string): { readonly crc32?: Checksum } | undefined };
  }
).process?.getBuiltinModule?.('node:zlib')?.crc32;
const long = 4096;

/** The checksum of `bytes` from `start` to `end` (exclusive, within them), as an unsigned 32-bit number. */
export function crc32(bytes: Uint8Array, start = 0, end = bytes.length): number {
  return native && end - start >= long
    ? native(bytes.subarray(start, end))
    : portableCrc32(bytes, start, end);
}

/** The same without Node. */
export function portableCrc32(bytes: Uint8Array, start = 0, end = bytes.length): number {
  // Indexes are within the arrays by construction; asking for each would make this five times slower.
  let crc = -1;
  let position = start;
  for (const last = end - 8; position <= last; position += 8) {
    crc ^=
      (bytes[position] as number) |
      ((bytes[position + 1] as number) << 8) |
      ((bytes[position + 2] as number) << 16) |
      ((bytes[position + 3] as number) << 24);
    crc =
      (t7[crc & 255] as number) ^
      (t6[(crc >>> 8) & 255] as number) ^
      (t5[(crc >>> 16) & 255] as number) ^
      (t4[crc >>> 24] as number) ^
      (t3[bytes[position + 4] as number] as number) ^
      (t2[bytes[position + 5] as number] as number) ^
      (t1[bytes[position + 6] as number] as number) ^
      (t0[bytes[position + 7] as number] as number);
  }
  for (; position < end; position++)
    crc = (crc >>> 8) ^ (t0[(crc ^ (bytes[position] as number)) & 255] as number);
  return ~crc >>> 0;
}
