// Draws arrows, their words and the thin ties between a collection and its versions.
import type { Selection } from 'd3';
import { glyphs } from '../icons.ts';
import type { PlacedArrow, PlacedTie } from '../scene.ts';
import type { Say } from '../words.ts';
import { curve, tieCurve } from './curves.ts';
import { type Course, lead } from './lines.ts';
import { comeIn } from './motion.ts';
import { wordPlaces } from './wordPlaces.ts';

export type ArrowPaths = Selection<SVGPathElement, PlacedArrow, SVGGElement, unknown>;
export type ArrowWords = Selection<SVGTextElement, PlacedArrow, SVGGElement, unknown>;
export type TiePaths = Selection<SVGPathElement, PlacedTie, SVGGElement, unknown>;
type Layer = Selection<SVGGElement, unknown, null, undefined>;

export function drawArrows(
  layer: Layer,
  arrows: readonly PlacedArrow[],
  course: Course<PlacedArrow>,
): ArrowPaths {
  const all = layer.selectAll<SVGPathElement, PlacedArrow>('path.arrow').data(arrows, ({ key }) => key);
  all.exit().remove();
  const entering = all.enter().append('path');
  lead(entering, all, curve, course);
  return entering
    .merge(all)
    .attr('class', ({ arrow }) => `arrow ${arrow.kind}`)
    .classed('declared', ({ arrow }) => arrow.declared && !arrow.recorded)
    .classed('faint', ({ from, to }) => from.faint === true || to.faint === true)
    .attr('data-from', ({ arrow }) => arrow.from)
    .attr('data-to', ({ arrow }) => arrow.to)
    .attr('data-from-title', ({ from }) => from.title)
    .attr('data-to-title', ({ to }) => to.title)
    .attr('data-kind', ({ arrow }) => arrow.kind)
    .attr('data-declared', ({ arrow }) => String(arrow.declared))
    .attr('data-recorded', ({ arrow }) => String(arrow.recorded))
    .attr('marker-end', 'url(#head)');
}

/**
 * `used`, `logged` or `linked`, with a code mark where the arrow is both recorded and declared, as far as there is room.
 * They go where they belong within `time` milliseconds.
 */
export function drawWords(layer: Layer, arrows: readonly PlacedArrow[], say: Say, time: number): ArrowWords {
  const places = wordPlaces(arrows);
  const placeOf = ({ key }: PlacedArrow) => places.get(key);
  const spoken = arrows.filter(({ key }) => places.has(key));
  const all = layer.selectAll<SVGTextElement, PlacedArrow>('text.word').data(spoken, ({ key }) => key);
  all.exit().remove();
  const entering = all.enter().append('text').attr('class', 'word').attr('aria-hidden', 'true');
  entering.append('tspan').attr('class', 'glyph').text(`${glyphs.code} `);
  entering.append('tspan').attr('class', 'kind');
  const x = (placed: PlacedArrow) => placeOf(placed)?.x ?? 0;
  const y = (placed: PlacedArrow) => placeOf(placed)?.y ?? 0;
  entering.attr('x', x).attr('y', y);
  all.style('animation', null);
  comeIn(entering, time);
  if (time > 0) {
    all.transition('move').duration(time).attr('x', x).attr('y', y);
  } else all.interrupt('move').attr('x', x).attr('y', y);
  const merged = entering.merge(all).attr('text-anchor', (placed) => placeOf(placed)?.anchor ?? 'middle');
  merged.select('.glyph').attr('display', ({ arrow }) => (arrow.declared && arrow.recorded ? null : 'none'));
  merged.select('.kind').text(({ arrow }) => say(arrow.kind));
  return merged;
}

export function drawTies(layer: Layer, ties: readonly PlacedTie[], course: Course<PlacedTie>): TiePaths {
  const all = layer.selectAll<SVGPathElement, PlacedTie>('path.tie').data(ties, ({ key }) => key);
  all.exit().remove();
  const entering = all.enter().append('path');
  lead(entering, all, tieCurve, course);
  return entering
    .merge(all)
    .attr('class', 'tie')
    .attr('data-collection', ({ tie }) => tie.collection)
    .attr('data-version', ({ tie }) => tie.version);
}
