// Draws arrows, their words and the thin ties between a collection and its versions.
import type { Selection } from 'd3';
import { glyphs } from '../icons.ts';
import type { PlacedArrow, PlacedTie } from '../scene.ts';
import type { Say } from '../words.ts';
import { curve, tieCurve } from './curves.ts';
import { duration } from './motion.ts';
import { wordPlaces } from './wordPlaces.ts';

export type ArrowPaths = Selection<SVGPathElement, PlacedArrow, SVGGElement, unknown>;
export type ArrowWords = Selection<SVGTextElement, PlacedArrow, SVGGElement, unknown>;
export type TiePaths = Selection<SVGPathElement, PlacedTie, SVGGElement, unknown>;
type Layer = Selection<SVGGElement, unknown, null, undefined>;

export function drawArrows(layer: Layer, arrows: readonly PlacedArrow[]): ArrowPaths {
  const time = duration(arrows.length);
  const all = layer.selectAll<SVGPathElement, PlacedArrow>('path.arrow').data(arrows, ({ key }) => key);
  all.exit().remove();
  const entering = all
    .enter()
    .append('path')
    .attr('d', ({ route }) => curve(route));
  if (time > 0)
    all
      .transition()
      .duration(time)
      .attr('d', ({ route }) => curve(route));
  else all.interrupt().attr('d', ({ route }) => curve(route));
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

/** `used`, `logged` or `linked`, with a code mark where the arrow is both recorded and declared, as far as there is room. */
export function drawWords(layer: Layer, arrows: readonly PlacedArrow[], say: Say): ArrowWords {
  const places = wordPlaces(arrows);
  const placeOf = ({ key }: PlacedArrow) => places.get(key);
  const spoken = arrows.filter(({ key }) => places.has(key));
  const all = layer.selectAll<SVGTextElement, PlacedArrow>('text.word').data(spoken, ({ key }) => key);
  all.exit().remove();
  const entering = all.enter().append('text').attr('class', 'word').attr('aria-hidden', 'true');
  entering.append('tspan').attr('class', 'glyph').text(`${glyphs.code} `);
  entering.append('tspan').attr('class', 'kind');
  const merged = entering
    .merge(all)
    .attr('x', (placed) => placeOf(placed)?.x ?? 0)
    .attr('y', (placed) => placeOf(placed)?.y ?? 0)
    .attr('text-anchor', (placed) => placeOf(placed)?.anchor ?? 'middle');
  merged.select('.glyph').attr('display', ({ arrow }) => (arrow.declared && arrow.recorded ? null : 'none'));
  merged.select('.kind').text(({ arrow }) => say(arrow.kind));
  return merged;
}

export function drawTies(layer: Layer, ties: readonly PlacedTie[]): TiePaths {
  return layer
    .selectAll<SVGPathElement, PlacedTie>('path.tie')
    .data(ties, ({ key }) => key)
    .join('path')
    .attr('class', 'tie')
    .attr('data-collection', ({ tie }) => tie.collection)
    .attr('data-version', ({ tie }) => tie.version)
    .attr('d', ({ route }) => tieCurve(route));
}
