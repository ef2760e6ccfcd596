// Draws arrows, their words and the thin ties between a collection and its versions.
import type { Selection } from 'd3';
import { glyphs } from '../icons.ts';
import type { Route } from '../layout/graph.ts';
import type { PlacedArrow, PlacedTie } from '../scene.ts';
import type { Say } from '../words.ts';
import { curve, head, tieCurve } from './curves.ts';
import { duration } from './motion.ts';

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

/** `used`, `logged` or `linked`, with a code mark where the arrow is both recorded and declared. */
export function drawWords(layer: Layer, arrows: readonly PlacedArrow[], say: Say): ArrowWords {
  const all = layer.selectAll<SVGTextElement, PlacedArrow>('text.word').data(arrows, ({ key }) => key);
  all.exit().remove();
  const entering = all.enter().append('text').attr('class', 'word').attr('aria-hidden', 'true');
  entering.append('tspan').attr('class', 'glyph').text(`${glyphs.code} `);
  entering.append('tspan').attr('class', 'kind');
  const merged = entering
    .merge(all)
    .attr('x', ({ route }) => wordPlace(route).x)
    .attr('y', ({ route }) => wordPlace(route).y)
    .attr('text-anchor', ({ route }) => wordPlace(route).anchor);
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

interface WordPlace {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** Beside a level line; at a climbing one's tip, on the side that it does not come from. Back arrows keep to the lower side. */
function wordPlace({ points, kind }: Route): WordPlace {
  const [[x1, y1] = [0, 0], [x2, y2] = [0, 0]] = points.slice(-2);
  const back = kind === 'back';
  if (Math.abs(y1 - y2) < 16)
    return {
      x: (x1 + x2) / 2 + (back ? head : -head) / 2,
      y: (y1 + y2) / 2 + (back ? 9 : -9),
      anchor: 'middle',
    };
  const x = back ? x2 + head + 4 : x2 - head - 4;
  return { x, y: y2 + (back || y1 < y2 ? 9 : -9), anchor: back ? 'start' : 'end' };
}
