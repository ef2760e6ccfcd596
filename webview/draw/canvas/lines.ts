// Arrows and ties on the canvas, as the SVG draws them.
import type { Point, Route } from '../../layout/graph.ts';
import type { PlacedArrow, Scene } from '../../scene.ts';
import { curve, head } from '../curves.ts';
import { fartherAway, specks } from '../levels.ts';
import { isLit, type Marks } from '../marks.ts';
import { type Area, type Extents, within } from './extents.ts';
import type { Pen, Pens } from './pens.ts';

/** So many lines are stroked at once: more make one path slow to fill, fewer cost calls. */
const bunch = 64;
/** Lit lines are wider, and never fade. */
const usual = 1.5;

/** Yields now and then. What is lit comes last, over all else. */
export function* paintLines(
  context: CanvasRenderingContext2D,
  { arrows, ties }: Scene,
  extents: { readonly arrows: Extents; readonly ties: Extents },
  marks: Marks,
  pens: Pens,
  area: Area,
  zoom: number,
): Generator<void> {
  const seenTies = ties.filter((_, index) => within(extents.ties, index, area));
  const tiesPen = pens.pen(marks.selected === null ? 'ties' : 'ties dim', 'tie');
  yield* strokeAll(context, seenTies, tiesPen, zoom, false);
  const groups = new Map<string, PlacedArrow[]>();
  arrows.forEach((placed, index) => {
    if (!within(extents.arrows, index, area)) return;
    const style = styleOf(placed, marks);
    const group = groups.get(style);
    if (group) group.push(placed);
    else groups.set(style, [placed]);
  });
  const last = (style: string) => Number(style.includes(' lit'));
  for (const [style, group] of [...groups].sort(([a], [b]) => last(a) - last(b)))
    yield* strokeAll(context, group, pens.pen('arrows', style), zoom, zoom >= fartherAway);
}

function styleOf(placed: PlacedArrow, marks: Marks): string {
  const { arrow, from, to } = placed;
  const words = ['arrow', arrow.kind];
  if (arrow.declared && !arrow.recorded) words.push('declared');
  if (from.faint || to.faint) words.push('faint');
  if (marks.selected !== null) words.push(isLit(marks, placed) ? 'lit' : 'dim');
  return words.join(' ');
}

function* strokeAll(
  context: CanvasRenderingContext2D,
  lines: readonly { readonly route: Route }[],
  pen: Pen,
  zoom: number,
  heads: boolean,
): Generator<void> {
  const colour = pen.stroke ?? 'transparent';
  for (let first = 0; first < lines.length; first += bunch) {
    const some = lines.slice(first, first + bunch);
    context.globalAlpha = pen.opacity * pen.around * (pen.width > usual ? 1 : mistAt(zoom));
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.lineWidth = zoom < fartherAway ? 1 / zoom : pen.width;
    context.setLineDash(zoom < specks ? [] : [...pen.dash]);
    context.beginPath();
    for (const { route } of some) trace(context, route, zoom < specks);
    context.stroke();
    for (const { route } of some) if (route.kind === 'loop') context.stroke(new Path2D(curve(route) ?? ''));
    if (heads) {
      context.beginPath();
      for (const { route } of some) traceHead(context, route);
      context.fill();
    }
    yield;
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** What d3's curveBumpX draws through the points. */
function trace(context: CanvasRenderingContext2D, { kind, points }: Route, straight: boolean): void {
  if (kind === 'loop') return;
  let before: Point | undefined;
  points.forEach((point, index) => {
    const [x, y] =
      index === points.length - 1 ? [point[0] + (kind === 'back' ? head : -head), point[1]] : point;
    if (!before) context.moveTo(x, y);
    else if (straight || before[1] === y) context.lineTo(x, y);
    else {
      const middle = (before[0] + x) / 2;
      context.bezierCurveTo(middle, before[1], middle, y, x, y);
    }
    before = point;
  });
}

/** What is left of a line at the zoom from which nearer ones grow clearer. */
const least = 0.22;
const nowhere = 0.01;

/** The further away, the more lines lie over each other and the less each of them matters. */
function mistAt(zoom: number): number {
  return Math.max(least, Math.min(1, least + ((1 - least) * (zoom - nowhere)) / (fartherAway - nowhere)));
}

function traceHead(context: CanvasRenderingContext2D, { kind, points }: Route): void {
  const tip = points.at(-1);
  if (!tip || kind === 'loop') return;
  const [x, y] = tip;
  const back = x + (kind === 'back' ? head + 1 : -head - 1);
  context.moveTo(x, y);
  context.lineTo(back, y - 4.5);
  context.lineTo(back, y + 4.5);
  context.closePath();
}
