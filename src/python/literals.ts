// Decodes Python string and number literals.

import { hole } from './value.ts';

/** The text between the quotes, or undefined for bytes. `quoted` is one whole literal with prefix and quotes. */
export interface Quoted {
  readonly raw: boolean;
  readonly bytes: boolean;
  /** Offsets of the content within the literal. */
  readonly from: number;
  readonly to: number;
}

export function quotedPart(literal: string): Quoted {
  const match = /^([A-Za-z]*)("""|'''|"|')/.exec(literal);
  const prefix = match?.[1]?.toLowerCase() ?? '';
  const quote = match?.[2] ?? '';
  const from = prefix.length + quote.length;
  const closed = literal.length >= from + quote.length && literal.endsWith(quote);
  const to = closed ? literal.length - quote.length : literal.length;
  return { raw: prefix.includes('r'), bytes: prefix.includes('b'), from, to };
}

const single: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/**
 * Replaces escapes; a character named by `\N{…}` becomes a hole.
 * Source: Python's language reference, "Escape sequences".
 */
export function decodeEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:(\r?\n)|([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(N\{[^}]*\})|([\s\S]))/g,
    (whole, newline, octal, hex, short, long, named, char) => {
      if (newline !== undefined) return '';
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      const code = hex ?? short ?? long;
      if (code !== undefined) {
        const point = Number.parseInt(code, 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : hole;
      }
      if (named !== undefined) return hole;
      return single[char] ?? whole;
    },
  );
}

/** The value of a number literal; undefined for imaginary ones and those that a double cannot hold. */
export function readNumber(literal: string): { readonly value: number; readonly float: boolean } | undefined {
  const text = literal.replace(/_/g, '').toLowerCase();
  if (/^0[box]/.test(text)) {
    const value = Number(text);
    return Number.isSafeInteger(value) ? { value, float: false } : undefined;
  }
  if (text.endsWith('j')) return undefined;
  const value = Number(text);
  const float = /[.e]/.test(text);
  if (Number.isNaN(value) || (!float && !Number.isSafeInteger(value))) return undefined;
  return { value, float };
}
