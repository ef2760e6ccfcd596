// How long movements take: gentle by default, none for people or pictures that cannot bear it.

const crowd = 400;

/** After fading in: leaves the opacity to the style sheet again. */
export function unfade(this: SVGElement): void {
  this.style.removeProperty('opacity');
}

/** Milliseconds; 0 where the system asks for less motion or too much would move. */
export function duration(tiles: number): number {
  return tiles > crowd || matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 240;
}
