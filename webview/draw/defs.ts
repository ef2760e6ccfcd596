// What drawings refer to: the arrowhead in the colour of its line, and the icons as text in the codicon font.
import { type Selection, select } from 'd3';
import { type Glyph, glyphs } from '../icons.ts';

export function addDefs(svg: Selection<SVGSVGElement, unknown, null, undefined>): void {
  const defs = svg.append('defs');
  defs
    .append('marker')
    .attr('id', 'head')
    .attr('viewBox', '0 -5 9 10')
    .attr('refX', 1)
    .attr('markerWidth', 9)
    .attr('markerHeight', 10)
    .attr('markerUnits', 'userSpaceOnUse')
    .attr('orient', 'auto')
    .append('path')
    .attr('d', 'M0,-4.5L9,0L0,4.5Z')
    .attr('fill', 'context-stroke');
  for (const [name, character] of Object.entries(glyphs))
    defs.append('text').attr('id', `glyph-${name}`).attr('class', 'glyph').text(character);
}

/**
 * For the `href` of a `use` element in this drawing: words that stand on a tile and are no part of its own text, which
 * people hear, copy, and say to the editor.
 */
export function wordsLink(within: Element, words: string): string {
  const id = `words-${words.replaceAll(/\W/g, (sign) => `${sign.codePointAt(0)}`)}`;
  const svg = select(within.closest('svg'));
  if (svg.select(`#${id}`).empty())
    svg
      .select('defs')
      .append('text')
      .attr('id', id)
      .attr('dominant-baseline', 'central')
      .attr('text-anchor', 'middle')
      .text(words);
  return `#${id}`;
}

/**
 * For the `href` of a `use` element, which gives the icon its place, size and colour; null draws nothing.
 * Icons are used, not written, so that no one hears or copies their characters as part of a tile's text.
 */
export function glyphLink(name: Glyph | undefined): string | null {
  return name ? `#glyph-${name}` : null;
}
