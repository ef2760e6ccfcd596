// Tells what kind of record a serialized message holds from its first bytes, without decoding it.

/** Longest varint of the wire format, in bits. */
const longest = 70;

/**
 * The number of the field that is the kind of the record in `bytes` from `start` to `end`; 0 when they end before it
 * or make no sense. Fields that are not the kind (num 1, control 16, uuid 19, _info 200) are skipped: the Go writer
 * puts them first. Runs once for every record of a log, so it allocates nothing.
 * Source of the wire format: https://protobuf.dev/programming-guides/encoding/
 */
export function peekKind(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let position = start;
  while (position < end) {
    let tag = 0;
    for (let shift = 0, byte = 128; byte >= 128; shift += 7) {
      if (position >= end || shift > 28) return 0;
      byte = bytes[position++] ?? 0;
      tag += (byte & 127) * 2 ** shift;
    }
    const field = Math.floor(tag / 8);
    if (field !== 1 && field !== 16 && field !== 19 && field !== 200) return field;
    const wire = tag & 7;
    if (wire === 1) position += 8;
    else if (wire === 5) position += 4;
    else if (wire === 0 || wire === 2) {
      let value = 0;
      for (let shift = 0, byte = 128; byte >= 128; shift += 7) {
        if (position >= end || shift >= longest) return 0;
        byte = bytes[position++] ?? 0;
        value += (byte & 127) * 2 ** shift;
      }
      if (wire === 2) position += value;
    } else return 0;
  }
  return 0;
}
