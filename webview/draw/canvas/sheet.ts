// Two canvases behind the map: one is seen and moved with the camera while the other is painted, a few milliseconds a frame.
import { easeCubic } from 'd3';
import type { View } from '../../fit.ts';
import { whenThemeChanges } from '../../theme.ts';
import type { Marks } from '../marks.ts';
import { duration } from '../motion.ts';
import type { Area } from './extents.ts';
import { type Glide, glideOf } from './glide.ts';
import { createPace } from './pace.ts';
import { paint, type Subject } from './paint.ts';
import { createPens } from './pens.ts';

export interface Sheet {
  /** Shows another subject, or other marks on it; undefined clears. */
  show(subject: Subject | undefined, marks: Marks): void;
  /** The camera has moved. */
  move(view: View): void;
}

/** Pixels that are painted beyond the window's rim, so that most of a movement paints nothing, and how few may be left. */
const beyond = 200;
const spare = 60;
/** So much larger or smaller than it was painted may be seen while it moves. */
const stretch = 2;
/** Rings and piles of tiles at the picture's rim lie outside it by less than this. */
const rim = 24;
/** Milliseconds of painting in a frame after which moving tiles are not worth it. */
const tooSlow = 40;
/** Milliseconds without a movement after which what is seen has to be as sharp as it can. */
const rest = 150;

interface Layer {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D | null;
  /** What it was painted for. */
  view: View;
}

export function createSheet(svg: SVGSVGElement): Sheet {
  const pens = createPens(svg);
  const paths = new Map<string, Path2D>();
  const pace = createPace();
  let [front, back] = [newLayer(svg), newLayer(svg)];
  let subject: Subject | undefined;
  let marks: Marks | undefined;
  let view: View = { x: 0, y: 0, k: 1 };
  let job: Iterator<void> | undefined;
  /** Tiles that are on their way to where they stand in the subject; it begins with the next frame. */
  let gliding: { readonly glide: Glide; readonly time: number; start?: number } | undefined;
  /** Whether what is seen, or being painted, is out of date. */
  let stale = false;
  let waiting = false;
  let resting: ReturnType<typeof setTimeout> | undefined;

  function wake(): void {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(frame);
  }

  function frame(now: number): void {
    waiting = false;
    const end = performance.now() + pace.slice(now, job !== undefined);
    if (gliding) glideOn(now, gliding);
    else if (!job && stale) job = begin(back, subject);
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

  /** Paints the moving tiles at once, as long as that goes quickly; what stands at the end is painted like all else. */
  function glideOn(now: number, { glide, time, start = now }: NonNullable<typeof gliding>): void {
    const part = Math.min(1, (now - start) / time);
    const before = performance.now();
    const steps = begin(front, glide.at(easeCubic(part)));
    while (!steps.next().done);
    gliding = part < 1 && performance.now() - before < tooSlow ? { glide, time, start } : undefined;
    stale = true;
  }

  /** The part of the picture that a layer shows. */
  function areaOf({ x, y, k }: View): Area {
    return {
      left: (-x - beyond) / k,
      top: (-y - beyond) / k,
      right: (svg.clientWidth + beyond - x) / k,
      bottom: (svg.clientHeight + beyond - y) / k,
    };
  }

  function begin(layer: Layer, shown: Subject | undefined): Iterator<void> {
    stale = false;
    const { canvas, context } = layer;
    const density = devicePixelRatio;
    const [width, height] = [svg.clientWidth + 2 * beyond, svg.clientHeight + 2 * beyond];
    if (canvas.width !== Math.ceil(width * density)) canvas.width = Math.ceil(width * density);
    if (canvas.height !== Math.ceil(height * density)) canvas.height = Math.ceil(height * density);
    layer.view = view;
    const { k } = view;
    const [x, y] = [view.x + beyond, view.y + beyond];
    if (!context || !shown || !marks) return [].values();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.setTransform(k * density, 0, 0, k * density, x * density, y * density);
    const family = getComputedStyle(document.body).fontFamily || 'sans-serif';
    return paint(shown, marks, areaOf(view), { context, pens, zoom: k, family, paths });
  }

  /** How the layer has to be moved and stretched from where it was painted to where the camera is. */
  function offset({ view: painted }: Layer): { scale: number; right: number; down: number } {
    const scale = view.k / painted.k;
    return { scale, right: view.x - painted.x * scale, down: view.y - painted.y * scale };
  }

  /** Whether the layer, moved and stretched, still shows what the window does, with something to spare. */
  function covers(layer: Layer): boolean {
    const { scale, right, down } = offset(layer);
    if (scale > stretch || scale * stretch < 1 || !subject) return false;
    const fills = (window: number, start: number, size: number, moved: number) => {
      const left = moved - beyond * scale;
      const end = left + (window + 2 * beyond) * scale;
      return (
        left <= Math.max(-spare, start - rim * view.k) &&
        end >= Math.min(window + spare, start + (size + rim) * view.k)
      );
    };
    const { width, height } = subject.scene;
    return fills(svg.clientWidth, view.x, width, right) && fills(svg.clientHeight, view.y, height, down);
  }

  function place(): void {
    const { canvas } = front;
    const { scale, right, down } = offset(front);
    canvas.style.width = `${canvas.width / devicePixelRatio}px`;
    canvas.style.transform = `translate(${right - beyond * scale}px,${down - beyond * scale}px) scale(${scale})`;
  }

  /** A layer that is stretched or stands between two pixels is blurred. */
  function sharpen(): void {
    const { scale, right, down } = offset(front);
    const between = (length: number) => {
      const pixels = length * devicePixelRatio;
      return Math.abs(pixels - Math.round(pixels)) > 0.01;
    };
    if (scale !== 1 || between(right) || between(down)) refresh();
  }

  function refresh(): void {
    stale = subject !== undefined;
    if (stale) wake();
  }

  new ResizeObserver(refresh).observe(svg);
  whenThemeChanges(() => {
    pens.forget();
    refresh();
  });
  void document.fonts.load('17px codicon').then(refresh);

  return {
    show(next, nextMarks) {
      const before = subject;
      [subject, marks] = [next, nextMarks];
      if (next !== before) {
        job = undefined;
        const glide = before && next && glideOf(before.scene, next, areaOf(view));
        const time = glide ? duration(glide.tiles) : 0;
        gliding = glide && time > 0 ? { glide, time } : undefined;
      }
      if (next) refresh();
      else {
        stale = false;
        front.canvas.hidden = true;
        back.canvas.hidden = true;
      }
    },
    move(next) {
      view = next;
      if (!subject) return;
      stale ||= !covers(job ? back : front);
      wake();
      clearTimeout(resting);
      resting = setTimeout(sharpen, rest);
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
