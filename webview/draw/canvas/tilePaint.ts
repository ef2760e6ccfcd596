// One tile on the canvas, as the SVG draws it at that zoom.
import { type Glyph, glyphs, look, stateLook } from '../../icons.ts';
import type { PlacedTile } from '../../scene.ts';
import { tileMarks } from '../../tileMarks.ts';
import { ageEnd, iconMiddle, textStart } from '../../tileSize.ts';
import { handleSpots } from '../handles.ts';
import { farAway, fartherAway, specks } from '../levels.ts';
import { fold, outline, pile, ring } from '../shapes.ts';
import { raised } from '../tiles.ts';
import type { Pens } from './pens.ts';

export interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly pens: Pens;
  readonly zoom: number;
  /** The family of text, and the shapes drawn so far by their SVG path. */
  readonly family: string;
  readonly paths: Map<string, Path2D>;
}

/** Pixels on the screen. */
const leastWidth = 3;
const leastHeight = 1;

/** `style` is the class that the tile would have in SVG, marks included. */
export function paintTile(brush: Brush, { tile, text, box }: PlacedTile, style: string): void {
  const { context, zoom } = brush;
  context.save();
  context.translate(box.x, box.y);
  context.globalAlpha = brush.pens.pen(style, 'body').around;
  if (zoom < specks) block(brush, box, style);
  else {
    for (const card of [2, 1] as const) shape(brush, style, 'pile', pile(tile, card, box));
    shape(brush, style, 'body', outline(tile.kind, box));
    shape(brush, style, 'tint', outline(tile.kind, box), zoom < fartherAway ? 0.6 : undefined);
    shape(brush, style, 'fold', fold(tile.kind, box));
    if (isRinged(style)) shape(brush, style, 'ring', ring(tile.kind, box, 4));
    details(brush, { tile, text, box }, style);
  }
  context.restore();
}

function details(brush: Brush, { tile, text, box }: PlacedTile, style: string): void {
  const { context, zoom, family } = brush;
  const middle = box.height / 2;
  shape(brush, style, 'chip', chip(middle));
  glyph(brush, style, 'icon', look(tile).glyph, iconMiddle, middle, 17);
  if (zoom < fartherAway) return;
  const far = zoom < farAway;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.font = `600 13px ${family}`;
  context.fillStyle = brush.pens.pen(style, 'name').fill ?? '';
  context.fillText(text.title, textStart, middle + (far || !text.detail ? 4.5 : -3));
  const state = stateLook(tile.state);
  if (state)
    glyph(
      brush,
      style,
      `state ${state.tone}`,
      state.glyph,
      box.width - 16,
      middle - (text.age && !far ? raised : 0),
      14,
    );
  const marks = tileMarks(tile, box).filter(({ part }) => !far || part === 'change');
  for (const mark of marks) glyph(brush, style, `mark ${mark.part}`, mark.glyph, mark.x, mark.y, 13);
  if (far) return;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.font = `400 11px ${family}`;
  context.fillStyle = brush.pens.pen(style, 'detail').fill ?? '';
  context.fillText(text.detail, textStart, middle + 14);
  context.fillStyle = brush.pens.pen(style, 'age').fill ?? '';
  context.textAlign = 'right';
  context.fillText(text.age, box.width - ageEnd, middle + 14);
  for (const { x, y, width, height, words } of handleSpots(tile, box)) {
    const { pens } = brush;
    const pen = pens.pen('handle', 'bed');
    const bed = `M${x - width / 2 + height / 2},${y - height / 2}h${width - height}a8,8 0 0 1 0,${height}h${height - width}a8,8 0 0 1 0,${-height}Z`;
    fillAndStroke(brush, pathOf(brush, bed), pen, 1);
    context.font = `600 10px ${family}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillStyle = pens.pen('handle', 'count').fill ?? '';
    context.fillText(words, x, y + 0.5);
  }
}

/** However far away, a tile is as large as can be seen: where it lies over its neighbours they are of one kind. */
function block({ context, pens, zoom }: Brush, box: PlacedTile['box'], style: string): void {
  const alpha = context.globalAlpha;
  const width = Math.max(box.width, leastWidth / zoom);
  const height = Math.max(box.height, leastHeight / zoom);
  context.fillStyle = pens.pen(style, 'body').fill ?? '';
  context.fillRect(0, 0, width, height);
  context.globalAlpha = alpha * (0.6 + 0.4 * (1 - zoom / specks));
  context.fillStyle = pens.pen(style, 'tint').fill ?? '';
  context.fillRect(0, 0, width, height);
  if (!isRinged(style)) return;
  context.globalAlpha = alpha;
  context.fillStyle = pens.pen(style, 'ring').stroke ?? '';
  const rim = 1.5 / zoom;
  context.fillRect(-rim, -rim, width + 2 * rim, height + 2 * rim);
}

function isRinged(style: string): boolean {
  return / found| ringed/.test(style);
}

function shape(brush: Brush, style: string, part: string, d: string, opacity?: number): void {
  if (!d) return;
  const pen = brush.pens.pen(style, part);
  const alpha = opacity ?? pen.opacity;
  if (alpha > 0) fillAndStroke(brush, pathOf(brush, d), pen, alpha);
}

function fillAndStroke(
  { context }: Brush,
  path: Path2D,
  { fill, stroke, width, dash }: ReturnType<Pens['pen']>,
  opacity: number,
): void {
  const alpha = context.globalAlpha;
  context.globalAlpha = alpha * opacity;
  if (fill) {
    context.fillStyle = fill;
    context.fill(path);
  }
  if (stroke) {
    context.strokeStyle = stroke;
    context.lineWidth = width;
    context.setLineDash([...dash]);
    context.stroke(path);
  }
  context.globalAlpha = alpha;
}

function glyph(
  { context, pens }: Brush,
  style: string,
  part: string,
  name: Glyph,
  x: number,
  y: number,
  size: number,
): void {
  const { fill, stroke, width } = pens.pen(style, part);
  context.font = `${size}px codicon`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  if (stroke) {
    context.strokeStyle = stroke;
    context.lineWidth = width;
    context.setLineDash([]);
    context.strokeText(glyphs[name], x, y);
  }
  context.fillStyle = fill ?? '';
  context.fillText(glyphs[name], x, y);
}

function chip(middle: number): string {
  return `M${iconMiddle - 14},${middle}a14,14 0 1 1 28,0a14,14 0 1 1 -28,0Z`;
}

function pathOf({ paths }: Brush, d: string): Path2D {
  const known = paths.get(d);
  if (known) return known;
  const made = new Path2D(d);
  paths.set(d, made);
  return made;
}
