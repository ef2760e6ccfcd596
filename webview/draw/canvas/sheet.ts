// Two canvases behind the map: one is seen and moved with the camera while the other is painted, a few milliseconds a frame.
import { now as clock, easeCubic } from 'd3';
import type { View } from '../../fit.ts';
import { whenThemeChanges } from '../../theme.ts';
import type { Marks } from '../marks.ts';
import { duration } from '../motion.ts';
import type { Area } from './extents.ts';
import { type Glide, glideOf } from './glide.ts';
import { beyond, covers, type Layer, newLayer, offsetOf } from './layer.ts';
import { createPace } from './pace.ts';
import { paint, type Subject } from './paint.ts';
import { createPens } from './pens.ts';

export interface Sheet {
  /** Shows another subject, or other marks on it; undefined clears. True when tiles are now on their way to new places. */
  show(subject: Subject | undefined, marks: Marks): boolean;
  /** The camera has moved. */
  move(view: View): void;
}

/** Milliseconds of painting in a frame after which moving tiles are not worth it. */
const slow = 40;
/** Milliseconds without a movement after which what is seen has to be as sharp as it can. */
const rest = 150;

/** `arrived`: tiles that were on their way are at their places before their time, since moving them is too slow. */
export function createSheet(svg: SVGSVGElement, arrived: () => void): Sheet {
  const pens = createPens(svg);
  const paths = new Map<string, Path2D>();
  const pace = createPace();
  let [front, back] = [newLayer(svg), newLayer(svg)];
  let subject: Subject | undefined;
  let marks: Marks | undefined;
  let view: View = { x: 0, y: 0, k: 1 };
  let job: Iterator<void> | undefined;
  /** Tiles that are on their way to where they stand in the subject, by the clock of those that are elements. */
  let gliding: { readonly glide: Glide; readonly time: number; readonly start: number } | undefined;
  let tooSlow = false;
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
    if (gliding) glideOn(gliding);
    else if (!job && stale) job = begin(back, subject);
    while (job && performance.now() < end)
      if (job.next().done) {
        job = undefined;
        [front, back] = [back, front];
        front.canvas.hidden = false;
        back.canvas.hidden = true;
        if (tooSlow) arrived();
        tooSlow = false;
      }
    place();
    if (job || stale) wake();
  }

  /** Paints the moving tiles at once, as long as that goes quickly; what stands at the end is painted like all else. */
  function glideOn({ glide, time, start }: NonNullable<typeof gliding>): void {
    const part = Math.min(1, (clock() - start) / time);
    const before = performance.now();
    const steps = begin(front, glide.at(easeCubic(part)));
    while (!steps.next().done);
    tooSlow = part < 1 && performance.now() - before > slow;
    gliding = part < 1 && !tooSlow ? { glide, time, start } : undefined;
    stale = true;
  }

  const windowOf = () => ({ width: svg.clientWidth, height: svg.clientHeight });

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

  function place(): void {
    const { canvas } = front;
    const { scale, right, down } = offsetOf(front.view, view);
    canvas.style.width = `${canvas.width / devicePixelRatio}px`;
    canvas.style.transform = `translate(${right - beyond * scale}px,${down - beyond * scale}px) scale(${scale})`;
  }

  /** A layer that is stretched or stands between two pixels is blurred. */
  function sharpen(): void {
    const { scale, right, down } = offsetOf(front.view, view);
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
        gliding = glide && time > 0 ? { glide, time, start: clock() } : undefined;
      }
      if (next) refresh();
      else {
        stale = false;
        front.canvas.hidden = true;
        back.canvas.hidden = true;
      }
      return gliding !== undefined;
    },
    move(next) {
      view = next;
      if (!subject) return;
      // At once: what is drawn as elements has moved already.
      place();
      stale ||= !covers((job ? back : front).view, view, windowOf(), subject.scene);
      wake();
      clearTimeout(resting);
      resting = setTimeout(sharpen, rest);
    },
  };
}
