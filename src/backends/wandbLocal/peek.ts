// Tells what kind of record a serialized message holds from its first bytes, without decoding it.

/** Fields of `Record` that are not its kind: num, control, uuid, _info. The Go writer puts them before the kind. */
const envelope = new Set([1, 16, 19, 200]);

/**
 * The number of the field that is the record's kind; undefined when the bytes end before it or make no sense.
 * Source of the wire format: https://protobuf.dev/programming-guides/encoding/
 */
export function peekKind(bytes: Uint8Array): number | undefined {
  let position = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[position++];
      if (byte === undefined) return Number.NaN;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    return Number.NaN;
  };
  while (position < bytes.length) {
    const tag = varint();
    const field = Math.floor(tag / 8);
    if (!envelope.has(field)) return Number.isNaN(tag) || field === 0 ? undefined : field;
    const wire = tag % 8;
    if (wire === 0) varint();
    else if (wire === 1) position += 8;
    else if (wire === 2) {
      const length = varint();
      position += length;
    } else if (wire === 5) position += 4;
    else return undefined;
    if (Number.isNaN(position)) return undefined;
  }
  return undefined;
}
