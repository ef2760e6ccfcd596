// Cuts the bytes of a lineage file into pieces of its lists, so that very long ones need not be parsed at once.

import type { Steps } from '../../lineage/steps.ts';

export interface Piece {
  readonly list: 'nodes' | 'edges';
  /** JSON of some of the list's members, in brackets. */
  readonly json: string;
}

/** Members are cut off together until they are so long; bytes. */
const size = 32 * 1024;
const lists = ['nodes', 'edges'] as const;
const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [open, close, openList, closeList] = [0x7b, 0x7d, 0x5b, 0x5d];

/**
 * Calls `take` with the pieces in their order, and gives the JSON of what is left: the object with those lists empty.
 * Cuts what is no JSON somehow; then a piece, or what is left, is none either.
 */
export function* cut(bytes: Uint8Array, take: (piece: Piece) => Steps<void>): Steps<string> {
  const text = (from: number, to: number) => new TextDecoder().decode(bytes.subarray(from, to));
  let left = '';
  let leftFrom = 0;
  let depth = 0;
  let key = '';
  let list: Piece['list'] | undefined;
  let from = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) {
      const start = at + 1;
      for (at = start; at < bytes.length && bytes[at] !== quote; at++) if (bytes[at] === backslash) at++;
      if (depth === 1) key = text(start, at);
    } else if (byte === open || byte === openList) {
      depth++;
      list = depth === 2 && byte === openList ? lists.find((it) => it === key) : list;
      if (depth !== 2 || !list) continue;
      from = at + 1;
      left += text(leftFrom, from);
    } else if (byte === close || byte === closeList) {
      depth--;
      if (depth !== 1 || !list) continue;
      yield* take({ list, json: `[${text(from, at)}]` });
      leftFrom = at;
      list = undefined;
    } else if (byte === comma && depth === 2 && list && at - from > size) {
      yield* take({ list, json: `[${text(from, at)}]` });
      from = at + 1;
    }
  }
  return left + text(leftFrom, bytes.length);
}
