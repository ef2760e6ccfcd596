// Two canvases behind the map: one is seen and moved with the camera while the other is painted, a few milliseconds a frame.
import type { View } from '../../fit.ts';
import type { Marks } from '../marks.ts';
import type { Area } from './extents.ts';
import { paint, type Subject } from './paint.ts';
import { createPens } from './pens.ts';

export interface Sheet {
  /** Shows another subject, or other marks on it; undefined clears. */
  show(subject: Subject | undefined, marks: Marks): void;
  /** The camera has moved. */
  move(view: View): void;
}

/** Milliseconds of painting in one frame; what is not done by then goes on in the next. */
const slice = 7;

interface Layer {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D | null;
  view: View;
}

export function createSheet(svg: SVGSVGElement): Sheet {
  const pens = createPens(svg);
  const paths = new Map<string, Path2D>();
  let [front, back] = [newLayer(svg), newLayer(svg)];
  let subject: Subject | undefined;
  let marks: Marks | undefined;
  let view: View = { x: 0, y: 0, k: 1 };
  let job: Iterator<void> | undefined;
  /** Whether what is seen, or being painted, is out of date. */
  let stale = false;
  let waiting = false;

  function wake(): void {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(frame);
  }

  function frame(): void {
    waiting = false;
    const end = performance.now() + slice;
    if (!job && stale) job = begin();
    while (job && performance.now() < end)
      if (job.next().done) {
        job = undefined;
        [front, back] = [back, front];
        front.canvas.hidden = false;
        back.canvas.hidden = true;
      }
    place();
    if (job || stale) wake();
  }

  function begin(): Iterator<void> {
    stale = false;
    const { canvas, context } = back;
    const density = devicePixelRatio;
    const [width, height] = [svg.clientWidth, svg.clientHeight];
    if (canvas.width !== Math.ceil(width * density)) canvas.width = Math.ceil(width * density);
    if (canvas.height !== Math.ceil(height * density)) canvas.height = Math.ceil(height * density);
    back.view = view;
    const { x, y, k } = view;
    if (!context || !subject || !marks) return [].values();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.setTransform(k * density, 0, 0, k * density, x * density, y * density);
    const area: Area = { left: -x / k, top: -y / k, right: (width - x) / k, bottom: (height - y) / k };
    const family = getComputedStyle(document.body).fontFamily || 'sans-serif';
    return paint(subject, marks, area, { context, pens, zoom: k, family, paths });
  }

  /** What was painted for another view is moved and stretched to this one until it is painted anew. */
  function place(): void {
    const { canvas, view: painted } = front;
    const scale = view.k / painted.k;
    const [right, down] = [view.x - painted.x * scale, view.y - painted.y * scale];
    canvas.style.width = `${canvas.width / devicePixelRatio}px`;
    canvas.style.transform =
      scale === 1 && right === 0 && down === 0 ? '' : `translate(${right}px,${down}px) scale(${scale})`;
  }

  function refresh(): void {
    stale = subject !== undefined;
    if (stale) wake();
  }

  new ResizeObserver(refresh).observe(svg);
  const theme = new MutationObserver(() => {
    pens.forget();
    refresh();
  });
  for (const part of [document.documentElement, document.body])
    theme.observe(part, { attributeFilter: ['class', 'style'] });
  void document.fonts.load('17px codicon').then(refresh);

  return {
    show(next, nextMarks) {
      const other = next !== subject;
      [subject, marks] = [next, nextMarks];
      if (other) job = undefined;
      if (next) refresh();
      else {
        stale = false;
        front.canvas.hidden = true;
        back.canvas.hidden = true;
      }
    },
    move(next) {
      view = next;
      refresh();
    },
  };
}

function newLayer(svg: SVGSVGElement): Layer {
  const canvas = document.createElement('canvas');
  canvas.className = 'sheet';
  canvas.hidden = true;
  canvas.setAttribute('aria-hidden', 'true');
  svg.before(canvas);
  return { canvas, context: canvas.getContext('2d'), view: { x: 0, y: 0, k: 1 } };
}
