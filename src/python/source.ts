// One piece of source: a file or a notebook's cell, parsed, with the places of its nodes.

import type { Place, Position } from '../lineage/model.ts';
import { parseRepaired } from './repair.ts';
import type { Node } from './tree.ts';

export interface Source {
  readonly path: string;
  readonly cell: number | null;
  /** The text that was parsed; half-typed code has its open brackets closed in it. */
  readonly text: string;
  readonly root: Node;
  /** The place of offsets `from` to `to` in the original text. */
  place(from: number, to: number): Place;
}

export function sourceOf(path: string, cell: number | null, original: string): Source {
  const { text, root } = parseRepaired(original);
  const starts = lineStarts(text);
  const originals = text === original ? starts : lineStarts(original);
  const position = (offset: number): Position => {
    const line = lineAt(starts, offset);
    const character = offset - (starts[line] ?? 0);
    if (text === original) return { line, character };
    // Closers were added at line ends: what lies beyond the original line is its end.
    const end = (originals[line + 1] ?? original.length + 1) - 1;
    const length = end - (originals[line] ?? 0) - (original[end - 1] === '\r' ? 1 : 0);
    return { line, character: Math.min(character, length) };
  };
  // A decorator's node holds the end of its line, or of one of Windows a part.
  const place = (from: number, to: number): Place => {
    let end = to;
    while (end > from && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
    return { path, cell, range: { start: position(from), end: position(end) } };
  };
  return { path, cell, text, root, place };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
