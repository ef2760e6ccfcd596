// CRC-32 (IEEE 802.3, as zlib computes it), in plain JavaScript because the reader also runs in a browser.

/** Eight tables, so that eight bytes are taken in at a time ("slicing by 8"). */
const tables = makeTables();

function makeTables(): readonly Uint32Array[] {
  const all = Array.from({ length: 8 }, () => new Uint32Array(256));
  const [first = new Uint32Array(256)] = all;
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    first[byte] = value >>> 0;
  }
  for (let slice = 1; slice < 8; slice++)
    for (let byte = 0; byte < 256; byte++) {
      const before = at(all[slice - 1], byte);
      (all[slice] as Uint32Array)[byte] = (before >>> 8) ^ at(first, before & 255);
    }
  return all;
}

function at(table: Uint32Array | Uint8Array | undefined, index: number): number {
  return table?.[index] ?? 0;
}

/** The checksum of `bytes` from `start` to `end` (exclusive), as an unsigned 32-bit number. */
export function crc32(bytes: Uint8Array, start = 0, end = bytes.length): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables;
  let crc = 0xffffffff;
  let position = start;
  for (; position + 8 <= end; position += 8) {
    const low =
      crc ^
      (at(bytes, position) |
        (at(bytes, position + 1) << 8) |
        (at(bytes, position + 2) << 16) |
        (at(bytes, position + 3) << 24));
    crc =
      at(t7, low & 255) ^
      at(t6, (low >>> 8) & 255) ^
      at(t5, (low >>> 16) & 255) ^
      at(t4, low >>> 24) ^
      at(t3, at(bytes, position + 4)) ^
      at(t2, at(bytes, position + 5)) ^
      at(t1, at(bytes, position + 6)) ^
      at(t0, at(bytes, position + 7));
  }
  for (; position < end; position++) crc = (crc >>> 8) ^ at(t0, (crc ^ at(bytes, position)) & 255);
  return (crc ^ 0xffffffff) >>> 0;
}
