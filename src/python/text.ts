// The methods of Python strings and `pathlib` paths, on texts with holes.

import type { Arguments } from './arguments.ts';
import { combine } from './combine.ts';
import { concatenate, formatString, type Lookups } from './formatting.ts';
import { pathMethod } from './paths.ts';
import type { Thing } from './things.ts';
import { type Alternative, hole, just, textValue, unknown, type Value } from './value.ts';

/** Each literal part between holes is mapped by itself. */
const mapped: Readonly<Record<string, (text: string) => string>> = {
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  casefold: (text) => text.toLowerCase(),
  swapcase: (text) =>
    [...text].map((char) => (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase())).join(''),
};
/** These need the whole text: one with a hole becomes unknown. */
const whole: Readonly<Record<string, (text: string, ...given: readonly string[]) => string>> = {
  strip: (text, chars) => trim(text, chars, true, true),
  lstrip: (text, chars) => trim(text, chars, true, false),
  rstrip: (text, chars) => trim(text, chars, false, true),
  removeprefix: (text, prefix = '') => (text.startsWith(prefix) ? text.slice(prefix.length) : text),
  removesuffix: (text, suffix = '') =>
    suffix && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  capitalize: (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase(),
  title: (text) =>
    text.toLowerCase().replace(/[a-z]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1)),
};

/** Calls `receiver.name(...)` for a text; undefined when it is no known method. */
export function textMethod(
  receiver: Alternative,
  name: string,
  given: Arguments,
  lookups: Lookups,
): Value | undefined {
  const { thing } = receiver;
  if (thing.kind !== 'text') return undefined;
  const values = given.positional.map((it) => it.value);
  if (thing.path) return given.open ? unknown : pathMethod(receiver, thing, name, values);
  if (name === 'format')
    return formatString(receiver, values, (key) => given.named.get(key)?.value ?? unknown, lookups);
  if (name === 'format_map')
    return formatString(receiver, [], (key) => lookups.item(values[0] ?? unknown, textValue(key)), lookups);
  if (name === 'join')
    return combine([[receiver], values[0] ?? unknown], ([it, list]) => joined(it, list?.thing));
  const each = mapped[name];
  if (each) return combine([[receiver]], () => textValue(thing.text.split(hole).map(each).join(hole)));
  return combine([[receiver], ...values], ([, ...rest]) => {
    const texts = rest.map(({ thing: it }) =>
      it.kind === 'text' && !it.text.includes(hole) ? it.text : undefined,
    );
    const known = texts.every((it) => it !== undefined);
    const make = whole[name];
    if (make) return textValue(known && !thing.text.includes(hole) ? make(thing.text, ...texts) : hole);
    return parts(
      thing.text,
      name,
      rest.map((it) => it.thing),
      texts,
    );
  });
}

function parts(
  text: string,
  name: string,
  things: readonly Thing[],
  texts: readonly (string | undefined)[],
): Value {
  const [first, second] = texts;
  const last = things.at(-1);
  const limit = last?.kind === 'number' ? last.value : undefined;
  switch (name) {
    case 'replace':
      if (first === undefined || second === undefined) return textValue(hole);
      return textValue(
        text
          .split(hole)
          .map((part) => part.replaceAll(first, second))
          .join(hole),
      );
    case 'split':
    case 'rsplit': {
      if (things.length > 0 && first === undefined && limit === undefined) return unknown;
      if (first === '') return unknown;
      const pieces = first === undefined ? text.trim().split(/\s+/).filter(Boolean) : text.split(first);
      return pieceList(limitPieces(pieces, first ?? ' ', limit, name === 'rsplit'), text);
    }
    case 'partition':
    case 'rpartition': {
      if (!first) return unknown;
      const at = name === 'partition' ? text.indexOf(first) : text.lastIndexOf(first);
      const absent = name === 'partition' ? [text, '', ''] : ['', '', text];
      const pieces = at < 0 ? absent : [text.slice(0, at), first, text.slice(at + first.length)];
      return pieceList(pieces, text);
    }
    case 'startswith':
    case 'endswith':
      if (first === undefined || text.includes(hole)) return unknown;
      return just({
        kind: 'constant',
        value: name === 'startswith' ? text.startsWith(first) : text.endsWith(first),
      });
    case 'zfill':
      if (limit === undefined || text.includes(hole)) return textValue(hole);
      return textValue(
        text.replace(
          /^([+-]?)(.*)$/s,
          (_, sign: string, rest: string) => sign + rest.padStart(Math.min(limit, 10_000) - sign.length, '0'),
        ),
      );
    case 'encode':
    case 'decode':
      return textValue(text);
    default:
      return textValue(hole);
  }
}

function limitPieces(
  pieces: readonly string[],
  by: string,
  limit: number | undefined,
  right: boolean,
): readonly string[] {
  if (limit === undefined || limit < 0 || pieces.length <= limit + 1) return pieces;
  return right
    ? [pieces.slice(0, pieces.length - limit).join(by), ...pieces.slice(pieces.length - limit)]
    : [...pieces.slice(0, limit), pieces.slice(limit).join(by)];
}

/** A hole may itself hold the separator: a text with one splits into an unknown number of pieces. */
function pieceList(pieces: readonly string[], text: string): Value {
  if (text.includes(hole)) return unknown;
  return just({ kind: 'tuple', items: pieces.map((piece) => textValue(piece)), open: false });
}

function joined(separator: Alternative | undefined, list: Thing | undefined): Value {
  if (separator?.thing.kind !== 'text') return unknown;
  const tuple = list?.kind === 'list' ? list.cells.get('items')?.[0]?.thing : list;
  if (tuple?.kind !== 'tuple' || tuple.open) return textValue(hole);
  const by = separator.thing.text;
  return concatenate(tuple.items.flatMap((item, i): (string | Value)[] => (i === 0 ? [item] : [by, item])));
}

function trim(text: string, chars: string | undefined, left: boolean, right: boolean): string {
  const drop = (char: string) => (chars === undefined ? /\s/.test(char) : chars.includes(char));
  let from = 0;
  let to = text.length;
  while (left && from < to && drop(text.charAt(from))) from++;
  while (right && to > from && drop(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}
