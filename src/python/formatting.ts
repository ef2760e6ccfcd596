// `template % values` and `template.format(...)`: the fields of a template filled with values.

import { combine } from './combine.ts';
import { formatted, represented, written } from './formatSpec.ts';
import type { Thing } from './things.ts';
import { type Alternative, hole, just, none, textValue, unknown, type Value } from './value.ts';

export interface Lookups {
  readonly attribute: (value: Value, name: string) => Value;
  readonly item: (value: Value, key: Value) => Value;
}

/** `None` beside other alternatives, or as a default, is what code replaces before it writes the name. */
export function withoutNone(value: Value): Value {
  const rest = value.filter(({ thing }) => !(thing.kind === 'constant' && thing.value === null));
  if (rest.length > 0) return rest;
  return value.some((it) => it.soft) ? unknown : value.length > 0 ? none : value;
}

/** The texts that the parts give in a row: strings stay, values are written by `str()`. */
export function concatenate(parts: readonly (string | Value)[]): Value {
  const values = parts.filter((part): part is Value => typeof part !== 'string').map(withoutNone);
  return combine(values, (row) => {
    let next = 0;
    const texts = parts.map((part) =>
      typeof part === 'string' ? part : written(row[next++]?.thing ?? unknownThing),
    );
    return textValue(tidy(texts.join('')));
  });
}

const unknownThing: Thing = { kind: 'unknown' };

/** Two holes in a row are one. */
export function tidy(text: string): string {
  let tidied = text;
  while (tidied.includes(hole + hole)) tidied = tidied.replaceAll(hole + hole, hole);
  return tidied;
}

export function converted(value: Value, conversion: string | undefined, spec: Value): Value {
  return combine([withoutNone(value), spec], ([it, by]) => {
    const thing = it?.thing ?? unknownThing;
    const text: Thing =
      conversion === 'r' || conversion === 'a'
        ? { kind: 'text', text: represented(thing) }
        : conversion === 's'
          ? { kind: 'text', text: written(thing) }
          : thing;
    return textValue(formatted(text, by ? written(by.thing) : ''));
  });
}

interface Field {
  readonly name: string;
  readonly conversion: string | undefined;
  readonly spec: string;
}

/** `template.format(*positional, **named)`. Source: "Format String Syntax". */
export function formatString(
  template: Alternative,
  positional: readonly Value[],
  named: (name: string) => Value,
  lookups: Lookups,
): Value {
  const text = written(template.thing);
  const parts = fieldsOf(text);
  if (!parts) return textValue(hole);
  let auto = 0;
  const valueOfField = (name: string): Value => {
    const head = /^[^.[]*/.exec(name)?.[0] ?? '';
    const index = head === '' ? auto++ : /^\d+$/.test(head) ? Number(head) : undefined;
    let value = index === undefined ? named(head) : (positional[index] ?? unknown);
    for (const [, attribute, key] of name.slice(head.length).matchAll(/\.([^.[]+)|\[([^\]]+)\]/g)) {
      if (attribute !== undefined) value = lookups.attribute(value, attribute);
      else if (key !== undefined)
        value = lookups.item(
          value,
          /^\d+$/.test(key) ? just({ kind: 'number', value: Number(key), float: false }) : textValue(key),
        );
    }
    return value;
  };
  const filled = parts.map((part): string | Value => {
    if (typeof part === 'string') return part;
    const value = valueOfField(part.name);
    const specs = fieldsOf(part.spec) ?? [hole];
    return converted(
      value,
      part.conversion,
      concatenate(specs.map((it) => (typeof it === 'string' ? it : valueOfField(it.name)))),
    );
  });
  return combine([[template]], () => concatenate(filled));
}

/** The literal parts and fields of a format string; undefined when its braces do not match. */
function fieldsOf(template: string): readonly (string | Field)[] | undefined {
  const parts: (string | Field)[] = [];
  let literal = '';
  for (let i = 0; i < template.length; i++) {
    const char = template.charAt(i);
    if ((char === '{' || char === '}') && template.charAt(i + 1) === char) {
      literal += char;
      i++;
    } else if (char === '{') {
      const end = closing(template, i);
      if (end < 0) return undefined;
      parts.push(literal, readField(template.slice(i + 1, end)));
      literal = '';
      i = end;
    } else if (char === '}') return undefined;
    else literal += char;
  }
  return [...parts, literal];
}

function closing(template: string, from: number): number {
  let depth = 0;
  for (let i = from; i < template.length; i++) {
    if (template.charAt(i) === '{') depth++;
    else if (template.charAt(i) === '}' && --depth === 0) return i;
  }
  return -1;
}

function readField(text: string): Field {
  const match = /^((?:[^![\]:]|\[[^\]]*\])*)(?:!([sra]))?(?::([\s\S]*))?$/.exec(text);
  return { name: match?.[1] ?? hole, conversion: match?.[2], spec: match?.[3] ?? '' };
}

const directive = /%(?:\(([^)]*)\))?([-#0 +]*)(\d+|\*)?(?:\.(\d+|\*))?[hlL]?([diouxXeEfFgGcrsa%])/g;

/** `template % values`. Source: "printf-style String Formatting". */
export function percentFormat(template: Alternative, values: Value, lookups: Lookups): Value {
  return combine([[template], values], ([it, right]) => {
    if (!it || !right) return unknown;
    const text = written(it.thing);
    const thing = right.thing;
    const parts: (string | Value)[] = [];
    let next = 0;
    let from = 0;
    for (const match of text.matchAll(directive)) {
      const [whole, key, flags = '', width, precision, type = 's'] = match;
      parts.push(text.slice(from, match.index));
      from = match.index + whole.length;
      if (type === '%') {
        parts.push('%');
        continue;
      }
      const value =
        key !== undefined
          ? lookups.item([right], textValue(key))
          : thing.kind === 'tuple'
            ? (thing.items[next++] ?? unknown)
            : thing.kind === 'unknown'
              ? unknown
              : [right];
      if (width === '*' || precision === '*') parts.push(hole);
      else parts.push(percentField(value, flags, width, precision, type));
    }
    return concatenate([...parts, text.slice(from)]);
  });
}

function percentField(
  value: Value,
  flags: string,
  width: string | undefined,
  precision: string | undefined,
  type: string,
): Value {
  const left = flags.includes('-') ? '<' : '';
  const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const size = `${left ? '' : flags.includes('0') ? '0' : ''}${width ?? ''}${precision === undefined ? '' : `.${precision}`}`;
  return combine([withoutNone(value)], ([it]) => {
    const thing = it?.thing ?? unknownThing;
    if (type === 's' || type === 'r' || type === 'a') {
      const text: Thing = { kind: 'text', text: type === 's' ? written(thing) : represented(thing) };
      return textValue(formatted(text, `${width && !left ? '>' : left}${size.replace(/^0/, '')}`));
    }
    if (thing.kind !== 'number') return textValue(hole);
    const whole: Thing = { kind: 'number', value: Math.trunc(thing.value), float: false };
    if (type === 'd' || type === 'i' || type === 'u')
      return textValue(formatted(whole, `${left}${sign}${size}d`));
    return textValue(formatted(thing, `${left}${sign}${size}${type}`));
  });
}
