// How long movements take: gentle by default, none for people or pictures that cannot bear it.
import type { Selection } from 'd3';

const crowd = 400;

/** What is new fades in, to the opacity that the style sheet gives it. */
export function comeIn<Part extends SVGElement, Datum>(
  entering: Selection<Part, Datum, SVGGElement, unknown>,
  time: number,
): void {
  if (time > 0)
    entering.style('animation', `come-in ${time}ms`).on('animationend', function () {
      this.style.removeProperty('animation');
    });
}

/** Milliseconds; 0 where the system asks for less motion or too much would move. */
export function duration(tiles: number): number {
  return tiles > crowd || matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 240;
}
