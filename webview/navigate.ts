// Finds the tile that an arrow key should go to.
import type { Box } from './layout/graph.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** How much a step aside counts against a step ahead. */
const aside = 2.5;

/** The nearest box that begins beyond the given one in that direction; undefined at the rim. */
export function nearest(boxes: readonly Box[], from: Box, direction: Direction): Box | undefined {
  let best: Box | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const box of boxes) {
    const ahead = distance(from, box, direction);
    if (ahead < 0 || box.id === from.id) continue;
    const off =
      direction === 'left' || direction === 'right'
        ? Math.abs(middle(box).y - middle(from).y)
        : Math.abs(middle(box).x - middle(from).x);
    const score = ahead + aside * off;
    if (score >= least) continue;
    least = score;
    best = box;
  }
  return best;
}

function distance(from: Box, to: Box, direction: Direction): number {
  if (direction === 'right') return to.x - (from.x + from.width);
  if (direction === 'left') return from.x - (to.x + to.width);
  if (direction === 'down') return to.y - (from.y + from.height);
  return from.y - (to.y + to.height);
}

function middle({ x, y, width, height }: Box): { readonly x: number; readonly y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}
