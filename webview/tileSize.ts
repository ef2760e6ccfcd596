// How large a tile is and what of its text fits; the width of text is measured by whoever has a screen.
import type { ShownTile } from './shape/shownTile.ts';

/** Width of a text in pixels. */
export type Measure = (text: string, style: 'title' | 'detail') => number;

export interface TileText {
  readonly width: number;
  readonly height: number;
  /** Shortened to fit, with an ellipsis. */
  readonly title: string;
  readonly detail: string;
  /** At the end of the detail's line. */
  readonly age: string;
}

export const tileHeight = 46;
/** The icon's middle. */
export const iconMiddle = 22;
/** Where text begins, and what the state's icon needs at the end. */
export const textStart = 41;
const textEnd = 13;
const stateWidth = 16;
/** Where an age ends, from the tile's right side, and what it keeps from the detail. */
export const ageEnd = 16;
const ageGap = 10;
const narrowest = 112;
const widest = 244;

export function tileText(
  { title, detail, state, kind }: Pick<ShownTile, 'title' | 'detail' | 'state' | 'kind'>,
  measure: Measure,
  age = '',
): TileText {
  const end = textEnd + (state || kind === 'script' ? stateWidth : 0);
  const room = widest - textStart - end;
  const shortTitle = ellipsis(title, room, (text) => measure(text, 'title'));
  const aged = age ? measure(age, 'detail') + ageGap - (end - ageEnd) : 0;
  const shortDetail = ellipsis(detail, room - aged, (text) => measure(text, 'detail'));
  const text = Math.max(measure(shortTitle, 'title'), measure(shortDetail, 'detail') + aged);
  return {
    width: Math.max(narrowest, Math.ceil(textStart + text + end)),
    age,
    height: tileHeight,
    title: shortTitle,
    detail: shortDetail,
  };
}

/** The longest beginning that fits with `…`; the text itself when all of it fits. Names differ at their end: `:v12` stays. */
export function ellipsis(text: string, room: number, measure: (text: string) => number): string {
  if (measure(text) <= room) return text;
  const tail = /:[^:]{1,12}$/.exec(text)?.[0] ?? '';
  const letters = [...text.slice(0, text.length - tail.length)];
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const half = Math.ceil((low + high) / 2);
    if (measure(`${letters.slice(0, half).join('')}…${tail}`) <= room) low = half;
    else high = half - 1;
  }
  return `${letters.slice(0, low).join('')}…${tail}`;
}
