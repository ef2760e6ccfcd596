// Records of run logs, encoded by hand in the order in which the SDK's Go core writes them.

const text = new TextEncoder();

/** A field with a length: of text, of bytes, or of further fields. */
export function field(number: number, content: string | Uint8Array | readonly Uint8Array[]): Uint8Array {
  const bytes =
    typeof content === 'string'
      ? text.encode(content)
      : content instanceof Uint8Array
        ? content
        : Buffer.concat(content);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

export function numberField(number: number, value: number): Uint8Array {
  return Buffer.concat([varint(number * 8), varint(value)]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Uint8Array.of(...bytes, rest);
}

/** A record: its number, then what it holds, the kind last. */
export function recordOf(number: number, kind: number, content: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([numberField(1, number), field(kind, content)]);
}

/** Items of history, config and summary; a key of several parts is a path. */
export function items(values: Readonly<Record<string, unknown>>, nested: boolean): readonly Uint8Array[] {
  return Object.entries(values).map(([key, value]) => {
    const keys = nested ? key.split('.').map((part) => field(2, part)) : [field(1, key)];
    return field(1, [...keys, field(16, JSON.stringify(value))]);
  });
}
