// Pan and zoom: d3-zoom on the map, the world group moved with it.
import {
  interpolateZoom,
  type Selection,
  select,
  type ZoomTransform,
  type ZoomView,
  zoom,
  zoomIdentity,
  zoomTransform,
} from 'd3';
import type { View } from '../fit.ts';
import { mix } from './between.ts';
import { duration } from './motion.ts';

export interface Camera {
  view(): View;
  window(): { readonly width: number; readonly height: number };
  /** Flies there, or jumps when `gently` is false. */
  go(view: View, gently: boolean): void;
  /** Slides there as tiles do, so that what stays stands still while all else moves. */
  slide(view: View): void;
  zoomBy(factor: number): void;
  /** The zoom at which the whole picture is seen, so that a wheel leads there however large it is. */
  allow(whole: number): void;
}

const farthest = 0.04;
const nearest = 2.5;

/** From one view to another; as d3-zoom has them: what is in the middle, and how much of it is seen. */
type Way = (from: ZoomView, to: ZoomView) => (part: number) => ZoomView;
const flight: Way = interpolateZoom;
const straight: Way =
  ([x, y, size], [nextX, nextY, nextSize]) =>
  (part) => [mix(x, nextX, part), mix(y, nextY, part), mix(size, nextSize, part)];

export interface CameraEvents {
  /** Called with every step; `byHand` when a wheel, drag or double click made it. */
  moved(view: View, byHand: boolean): void;
  settled(): void;
}

export function createCamera(
  svg: SVGSVGElement,
  world: Selection<SVGGElement, unknown, null, undefined>,
  events: CameraEvents,
): Camera {
  const target = select(svg);
  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent([farthest, nearest])
    .clickDistance(4)
    .filter((event: Event) => allowed(event))
    .on('zoom', ({ transform, sourceEvent }: { transform: ZoomTransform; sourceEvent: unknown }) => {
      world.attr('transform', transform.toString());
      events.moved(transform, Boolean(sourceEvent));
    })
    .on('start', () => svg.classList.add('moving'))
    .on('end', () => {
      svg.classList.remove('moving');
      events.settled();
    });
  target.call(behaviour);
  const gentle = () => target.transition().duration(duration(0));
  function go({ x, y, k }: View, gently: boolean, way = flight): void {
    behaviour.interpolate(way);
    const transform = zoomIdentity.translate(x, y).scale(k);
    if (gently && duration(0) > 0) gentle().call(behaviour.transform, transform);
    else target.interrupt().call(behaviour.transform, transform);
  }
  return {
    view: () => zoomTransform(svg),
    window: () => ({ width: svg.clientWidth, height: svg.clientHeight }),
    go: (view, gently) => go(view, gently),
    slide: (view) => go(view, true, straight),
    allow(whole) {
      behaviour.scaleExtent([Math.min(farthest, whole * 0.8), nearest]);
    },
    zoomBy(factor) {
      behaviour.interpolate(flight);
      if (duration(0) > 0) gentle().call(behaviour.scaleBy, factor);
      else target.call(behaviour.scaleBy, factor);
    },
  };
}

/** Double clicks on tiles open code; only the main button drags. */
function allowed(event: Event): boolean {
  const { ctrlKey, button } = event as MouseEvent;
  if (event.type === 'dblclick') return !(event.target as Element).closest('.tile');
  return (!ctrlKey || event.type === 'wheel') && !button;
}
