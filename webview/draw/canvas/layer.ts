// One of the two canvases: what it was painted for, and whether it still shows what the window does.
import type { View } from '../../fit.ts';

export interface Layer {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D | null;
  /** What it was painted for. */
  view: View;
}

interface Extent {
  readonly width: number;
  readonly height: number;
}

/** Pixels that are painted beyond the window's rim, so that most of a movement paints nothing, and how few may be left. */
export const beyond = 200;
const spare = 60;
/** So much larger or smaller than it was painted may be seen while it moves. */
const stretch = 2;
/** Rings and piles of tiles at the picture's rim lie outside it by less than this. */
const rim = 24;

/** Behind the map; nothing is seen of it yet. */
export function newLayer(svg: SVGSVGElement): Layer {
  const canvas = document.createElement('canvas');
  canvas.className = 'sheet';
  canvas.hidden = true;
  canvas.setAttribute('aria-hidden', 'true');
  svg.before(canvas);
  return { canvas, context: canvas.getContext('2d'), view: { x: 0, y: 0, k: 1 } };
}

/** How what was painted for one view has to be moved and stretched for another. */
export function offsetOf(painted: View, view: View): { scale: number; right: number; down: number } {
  const scale = view.k / painted.k;
  return { scale, right: view.x - painted.x * scale, down: view.y - painted.y * scale };
}

/** Whether what was painted, moved and stretched, still shows of the picture what the window does, with something to spare. */
export function covers(painted: View, view: View, window: Extent, picture: Extent): boolean {
  const { scale, right, down } = offsetOf(painted, view);
  if (scale > stretch || scale * stretch < 1) return false;
  const fills = (room: number, start: number, size: number, moved: number) => {
    const left = moved - beyond * scale;
    const end = left + (room + 2 * beyond) * scale;
    return (
      left <= Math.max(-spare, start - rim * view.k) &&
      end >= Math.min(room + spare, start + (size + rim) * view.k)
    );
  };
  return (
    fills(window.width, view.x, picture.width, right) && fills(window.height, view.y, picture.height, down)
  );
}
