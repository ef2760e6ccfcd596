// The outlines of tiles: a pill for a run, a card for a version, a pile for a collection, a dog-eared page for a script.
import type { Tile } from '../../src/protocol/picture.ts';

interface Extent {
  readonly width: number;
  readonly height: number;
}

const corner = 6;
/** The folded corner of a page. */
function earOf(height: number): number {
  return height / 4;
}

/** SVG path of the tile's body, its top left corner at the point given. */
export function outline(kind: Tile['kind'], { width, height }: Extent, x = 0, y = 0): string {
  if (kind === 'run') return rounded(width, height, height / 2, x, y);
  if (kind === 'script') return page(width, height, x, y);
  return rounded(width, height, corner, x, y);
}

interface Piled {
  readonly kind: Tile['kind'];
  readonly members?: unknown;
}

/** A collection and a cluster are piles: how far the cards behind the tile stand out of it. */
export function pileOf({ kind, members }: Piled): number {
  return kind === 'collection' || members ? 7 : 0;
}

/** One of the two cards behind the tile, drawn before it. */
export function pile(tile: Piled, card: 1 | 2, size: Extent): string {
  const shift = (pileOf(tile) * card) / 2;
  return shift > 0 ? outline(tile.kind, size, shift, -shift) : '';
}

/** The folded ear of a script's page. */
export function fold(kind: Tile['kind'], { width, height }: Extent): string {
  if (kind !== 'script') return '';
  const ear = earOf(height);
  return `M${width - ear},0V${ear - 3}q0,3 3,3H${width}`;
}

/** A ring around the tile, `away` pixels outside. */
export function ring(kind: Tile['kind'], { width, height }: Extent, away: number): string {
  const radius = (kind === 'run' ? height / 2 : corner) + away;
  return rounded(width + 2 * away, height + 2 * away, radius, -away, -away);
}

function rounded(width: number, height: number, radius: number, x: number, y: number): string {
  const r = Math.min(radius, height / 2, width / 2);
  return `M${x + r},${y}h${width - 2 * r}a${r},${r} 0 0 1 ${r},${r}v${height - 2 * r}a${r},${r} 0 0 1 ${-r},${r}h${2 * r - width}a${r},${r} 0 0 1 ${-r},${-r}v${2 * r - height}a${r},${r} 0 0 1 ${r},${-r}Z`;
}

function page(width: number, height: number, x: number, y: number): string {
  const ear = earOf(height);
  const r = Math.min(corner, height / 4);
  return `M${x + r},${y}h${width - ear - r}l${ear},${ear}v${height - r - ear}q0,${r} ${-r},${r}h${2 * r - width}q${-r},0 ${-r},${-r}v${2 * r - height}q0,${-r} ${r},${-r}Z`;
}
