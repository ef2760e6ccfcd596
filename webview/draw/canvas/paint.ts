// Paints the part of a scene that a window shows, in steps of well under a millisecond.
import type { PlacedTile, Scene } from '../../scene.ts';
import { isDim, type Marks } from '../marks.ts';
import { tileClass } from '../tiles.ts';
import { type Area, type Extents, lineExtents, tileExtents, within } from './extents.ts';
import { paintLines } from './lines.ts';
import { type Brush, paintTile } from './tilePaint.ts';

/** A scene with what is needed to paint any part of it. */
export interface Subject {
  readonly scene: Scene;
  readonly extents: { readonly tiles: Extents; readonly arrows: Extents; readonly ties: Extents };
  readonly classes: readonly string[];
}

/** So many tiles are painted between two looks at the clock. */
const bunch = 16;

export function subjectOf(scene: Scene, focus: string | null): Subject {
  return {
    scene,
    extents: {
      tiles: tileExtents(scene),
      arrows: lineExtents(scene.arrows),
      ties: lineExtents(scene.ties),
    },
    classes: scene.tiles.map(({ tile }) => tileClass(tile, focus)),
  };
}

/** The context's own transform is the picture's. */
export function* paint(
  { scene, extents, classes }: Subject,
  marks: Marks,
  area: Area,
  brush: Brush,
): Generator<void> {
  const { context, pens, zoom } = brush;
  yield* paintLines(context, scene, extents, marks, pens, area, zoom);
  let painted = 0;
  for (const [index, item] of scene.tiles.entries()) {
    if (!within(extents.tiles, index, area)) continue;
    paintTile(brush, item, marked(item, classes[index] ?? '', marks));
    if (++painted % bunch === 0) yield;
  }
}

function marked({ tile }: PlacedTile, style: string, marks: Marks): string {
  const words = [style];
  if (isDim(marks, tile.id)) words.push('dim');
  if (marks.found.has(tile.id)) words.push('found');
  if (marks.foundNow === tile.id) words.push('found-now');
  if (marks.ringed.has(tile.id)) words.push('ringed');
  return words.join(' ');
}
