// Measures text in the fonts that the style sheet gives to tiles.
import type { Measure } from './tileSize.ts';

/** Letters that stand side by side as they stand alone; other writing joins and turns them. */
const plain = /^[ -~]*$/;

/**
 * Widths are remembered: of plain text letter by letter, so that ten thousand names cost no more than the letters in
 * them, and of other text as a whole.
 */
export function textMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const family = getComputedStyle(document.body).fontFamily || 'sans-serif';
  const fonts = { title: `600 13px ${family}`, detail: `400 11px ${family}` };
  const known = { title: new Map<string, number>(), detail: new Map<string, number>() };

  function widthOf(text: string, style: 'title' | 'detail'): number {
    const before = known[style].get(text);
    if (before !== undefined) return before;
    if (context) context.font = fonts[style];
    const width = context ? context.measureText(text).width : text.length * 7;
    known[style].set(text, width);
    return width;
  }

  return (text, style) => {
    if (!plain.test(text)) return widthOf(text, style);
    let width = 0;
    for (const letter of text) width += widthOf(letter, style);
    return width;
  };
}
