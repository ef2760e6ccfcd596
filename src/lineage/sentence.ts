// Sentences for people as data, so that what is kept or thrown is not bound to a language: who shows one translates it.

export interface Sentence {
  /** English, with holes `{0}`, `{1}`, …; the key of its translations. */
  readonly text: string;
  /** What fills the holes; a sentence among them is translated too. */
  readonly values: readonly (string | number | Sentence)[];
}

export function sentence(text: string, ...values: Sentence['values']): Sentence {
  return { text, values };
}

/** Puts values into the holes of a message; a hole without a value stays. */
export function filled(message: string, values: readonly (string | number)[]): string {
  return message.replace(/\{(\d+)\}/g, (hole, index) => String(values[Number(index)] ?? hole));
}

export function inEnglish({ text, values }: Sentence): string {
  return filled(
    text,
    values.map((value) => (typeof value === 'object' ? inEnglish(value) : value)),
  );
}

/** For what comes from a disk. */
export function isSentence(value: unknown): value is Sentence {
  if (typeof value !== 'object' || value === null) return false;
  const { text, values } = value as Partial<Sentence>;
  return (
    typeof text === 'string' &&
    Array.isArray(values) &&
    values.every((it) => typeof it === 'string' || typeof it === 'number' || isSentence(it))
  );
}
