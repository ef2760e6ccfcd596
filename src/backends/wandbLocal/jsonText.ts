// JSON as Python writes it.

/** Python writes NaN and Infinity, which JSON does not know; they are kept as text, as is what is no JSON at all. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(text.replace(/(?<=^|[[{:,\s])(-?Infinity|NaN)(?=$|[\]},\s])/g, '"$1"'));
    } catch {
      return text;
    }
  }
}

/** An object's entries; none when the value is something else. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
