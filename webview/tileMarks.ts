// The small signs on a tile's edges: what else a reader wants to know at a glance.
import { changeGlyphs, type Glyph } from './icons.ts';
import type { Box } from './layout/graph.ts';
import type { ShownTile } from './shape/shownTile.ts';

export interface TileMark {
  /** The class that gives it its colour. */
  readonly part: 'change' | 'both' | 'registry' | 'newer' | 'moved' | 'more';
  readonly glyph: Glyph;
  /** Its middle, from the tile's corner. */
  readonly x: number;
  readonly y: number;
}

const step = 19;

/**
 * On the upper edge from the right: whose it is of two that are compared, declared and recorded, linked to a registry, followed by a newer version. That an
 * alias has moved says more than that there is a newer version.
 */
export function tileMarks(tile: ShownTile, { width, height }: Box): readonly TileMark[] {
  const right = width - (tile.kind === 'run' ? 26 : 14);
  const upper: Pick<TileMark, 'part' | 'glyph'>[] = [];
  if (tile.mark) upper.push({ part: 'change', glyph: changeGlyphs[tile.mark] });
  if (tile.declared && tile.recorded) upper.push({ part: 'both', glyph: 'code' });
  if (tile.registries) upper.push({ part: 'registry', glyph: 'library' });
  if (tile.moved) upper.push({ part: 'moved', glyph: 'arrow-swap' });
  else if (tile.newer) upper.push({ part: 'newer', glyph: 'arrow-circle-up' });
  const marks: TileMark[] = upper.map((mark, index) => ({ ...mark, x: right - index * step, y: 0 }));
  if (tile.open) marks.push({ part: 'more', glyph: 'ellipsis', x: right, y: height });
  return marks;
}
