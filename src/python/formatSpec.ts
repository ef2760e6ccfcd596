// Python's format specification mini-language for strings and numbers, and how `str()` writes a value.

import type { Thing } from './things.ts';
import { hole } from './value.ts';

/** What `str(thing)` gives; a hole when that is not known. */
export function written(thing: Thing): string {
  switch (thing.kind) {
    case 'text':
      return thing.text;
    case 'number':
      return numeral(thing.value, thing.float);
    case 'constant':
      return thing.value === null ? 'None' : thing.value ? 'True' : 'False';
    default:
      return hole;
  }
}

/** What `repr(thing)` gives, for the simple cases. */
export function represented(thing: Thing): string {
  if (thing.kind !== 'text') return written(thing);
  const plain = !thing.path && !thing.text.includes(hole) && /^[^'"\\\n]*$/.test(thing.text);
  return plain ? `'${thing.text}'` : hole;
}

function numeral(value: number, float: boolean): string {
  if (!float) return String(value);
  if (!Number.isFinite(value)) return hole;
  if (value !== 0 && (Math.abs(value) >= 1e16 || Math.abs(value) < 1e-4)) {
    // JavaScript writes 1e-7 where Python writes 1e-07.
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

const grammar = /^(?:(.)?([<>=^]))?([ +-])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/su;

/** What `format(thing, spec)` gives; a hole when that is not known. Source: "Format Specification Mini-Language". */
export function formatted(thing: Thing, spec: string): string {
  if (spec === '') return written(thing);
  const match = grammar.exec(spec);
  if (!match || spec.includes(hole)) return hole;
  const [, fill, align, sign, , zero, width, group, precision, type] = match;
  let text: string;
  let side = align;
  if (thing.kind === 'number') {
    const digits = number(thing.value, thing.float, precision, type, group);
    if (digits === undefined) return hole;
    const minus = digits.startsWith('-') ? '-' : sign === '+' ? '+' : sign === ' ' ? ' ' : '';
    const bare = digits.replace(/^-/, '');
    side ??= zero ? '=' : '>';
    if (side === '=') {
      const fillWith = fill ?? (zero ? '0' : ' ');
      return minus + bare.padStart(Number(width ?? 0) - minus.length, fillWith);
    }
    text = minus + bare;
  } else if (thing.kind === 'text' && !thing.path) {
    if (type !== undefined && type !== 's') return hole;
    if (thing.text.includes(hole)) return width || precision ? hole : thing.text;
    text = precision === undefined ? thing.text : [...thing.text].slice(0, Number(precision)).join('');
  } else return hole;
  return pad(text, Number(width ?? 0), side ?? '<', fill ?? (zero ? '0' : ' '));
}

function pad(text: string, width: number, side: string, fill: string): string {
  const missing = Math.min(width, 10_000) - [...text].length;
  if (missing <= 0) return text;
  const before = side === '>' ? missing : side === '^' ? Math.floor(missing / 2) : 0;
  return fill.repeat(before) + text + fill.repeat(missing - before);
}

function number(
  value: number,
  float: boolean,
  precision: string | undefined,
  type: string | undefined,
  group: string | undefined,
): string | undefined {
  const places = Math.min(precision === undefined ? 6 : Number(precision), 100);
  const grouped = (text: string) =>
    group
      ? text.replace(/^(-?)(\d+)/, (_, minus, digits) => minus + digits.replace(/\B(?=(?:\d{3})+$)/g, group))
      : text;
  switch (type) {
    case undefined:
      return precision === undefined ? grouped(numeral(value, float)) : undefined;
    case 'd':
      return float ? undefined : grouped(String(value));
    case 'f':
    case 'F':
      return grouped(value.toFixed(places));
    case '%':
      return `${(value * 100).toFixed(places)}%`;
    case 'e':
      return value.toExponential(places).replace(/e([+-])(\d)$/, 'e$10$2');
    case 'x':
    case 'o':
    case 'b':
      return float ? undefined : value.toString({ x: 16, o: 8, b: 2 }[type]);
    default:
      return undefined;
  }
}
