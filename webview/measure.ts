// Measures text in the fonts that the style sheet gives to tiles.
import type { Measure } from './tileSize.ts';

/** Widths are remembered per text; the same words come back with every picture. */
export function textMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const family = getComputedStyle(document.body).fontFamily || 'sans-serif';
  const fonts = { title: `600 13px ${family}`, detail: `400 11px ${family}` };
  const known = new Map<string, number>();
  return (text, style) => {
    const key = `${style} ${text}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (context) context.font = fonts[style];
    const width = context ? context.measureText(text).width : text.length * 7;
    known.set(key, width);
    return width;
  };
}
