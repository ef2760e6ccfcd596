// Decides where the camera stands: opens on the focus, keeps the whole in sight until someone moves it, then only what it must.
import { type Camera, createCamera } from './draw/camera.ts';
import type { MapDrawing } from './draw/mapDrawing.ts';
import { fitAll, isReadable, looksAt, opening, reveal, type View } from './fit.ts';
import type { Box } from './layout/graph.ts';

interface Extent {
  readonly width: number;
  readonly height: number;
}

export interface Viewpoint {
  /** A new picture: opens on `focus`, or on the remembered view when there is one. */
  open(picture: Extent, focus: Box | undefined, remembered: View | null, gently: boolean): void;
  /** The same picture grown or shrunk: `before` stays on the screen where it was, as `after`. */
  hold(picture: Extent, before: Box | undefined, after: Box | undefined): void;
  /** The picture grown from one tile: `before` stays on the screen where it was, as `after`, and what is `fresh` comes into sight. */
  grow(picture: Extent, before: Box | undefined, after: Box | undefined, fresh: readonly Box[]): void;
  /** Of these tiles the first preferred one that is in the window, else the one nearest to its middle. */
  looksAt(boxes: readonly Box[], preferred: readonly (string | null)[]): Box | undefined;
  /** A panel has changed the window's size: nothing moves until `show`, so that the pointer stays over its tile. */
  keepStill(): void;
  /** Brings the tile into sight; the whole picture if nobody has moved the camera and it can be read. */
  show(box: Box | undefined): void;
  fit(): void;
  /** Puts a point of the picture into the middle of the window. */
  centre(x: number, y: number): void;
  zoomBy(factor: number): void;
  actualSize(): void;
  /** What is worth remembering: null while the camera still stands where it was put. */
  view(): View | null;
}

export interface ViewpointEvents {
  moved(view: View, window: Extent): void;
  /** A movement has ended. */
  settled(): void;
  /** What covers the window's lower right corner. */
  corner(): Extent;
  /** How much of the window's left side a panel covers. */
  aside(): number;
}

export function createViewpoint(svg: SVGSVGElement, map: MapDrawing, events: ViewpointEvents): Viewpoint {
  let picture: Extent = { width: 0, height: 0 };
  /** Waits for a picture and a window with a size. */
  let waiting: (() => void) | undefined;
  let byHand = false;
  const camera: Camera = createCamera(svg, map.world, {
    moved: (view, hand) => {
      byHand ||= hand;
      map.move(view);
      events.moved(view, camera.window());
    },
    settled: events.settled,
  });
  let window = camera.window();
  const hasSize = () => camera.window().width > 0 && camera.window().height > 0 && picture.width > 0;
  const whole = () => !byHand && isReadable(picture, camera.window());
  const fitted = () => fitAll(picture, { ...camera.window(), left: events.aside() });

  new ResizeObserver(() => {
    const before = window;
    window = camera.window();
    events.moved(camera.view(), window);
    if (waiting && hasSize()) waiting();
    else if (window.width === before.width && window.height === before.height) return;
    else if (whole()) camera.go(fitted(), false);
    else camera.go(shifted((window.width - before.width) / 2, (window.height - before.height) / 2), false);
  }).observe(svg);

  function adopt(next: Extent): void {
    picture = next;
    camera.allow(fitted().k);
  }

  function shifted(right: number, down: number): View {
    const { x, y, k } = camera.view();
    return { x: x + right, y: y + down, k };
  }

  function open(next: Extent, focus: Box | undefined, remembered: View | null, gently: boolean): void {
    adopt(next);
    waiting = () => open(next, focus, remembered, gently);
    if (!hasSize()) return;
    waiting = undefined;
    window = camera.window();
    byHand = remembered !== null;
    camera.go(remembered ?? opening(picture, focus, { ...window, left: events.aside() }), gently);
  }

  return {
    open,
    hold(next, before, after) {
      adopt(next);
      if (waiting) open(next, after, null, false);
      else if (whole()) camera.slide(fitted());
      else if (before && after) {
        const { k } = camera.view();
        camera.slide(shifted((before.x - after.x) * k, (before.y - after.y) * k));
      }
    },
    grow(next, before, after, fresh) {
      adopt(next);
      if (waiting) return;
      window = camera.window();
      if (!before || !after) {
        camera.go(opening(picture, after ?? fresh[0], { ...window, left: events.aside() }), true);
        return;
      }
      byHand = true;
      const { k } = camera.view();
      const still = shifted((before.x - after.x) * k, (before.y - after.y) * k);
      camera.slide(reveal(still, around([after, ...fresh], after, window, k), window, events.corner()));
    },
    looksAt: (boxes, preferred) => looksAt(boxes, preferred, camera.view(), camera.window()),
    keepStill() {
      window = camera.window();
    },
    show(box) {
      if (waiting) return;
      window = camera.window();
      if (whole()) camera.go(fitted(), true);
      else if (box) {
        const view = camera.view();
        const next = reveal(view, box, window, events.corner());
        if (next.x !== view.x || next.y !== view.y) camera.go(next, true);
      }
    },
    fit() {
      byHand = true;
      camera.go(fitted(), true);
    },
    centre(x, y) {
      byHand = true;
      const { width, height } = camera.window();
      const { k } = camera.view();
      camera.go({ x: width / 2 - x * k, y: height / 2 - y * k, k }, false);
    },
    zoomBy(factor) {
      byHand = true;
      camera.zoomBy(factor);
    },
    actualSize() {
      byHand = true;
      camera.zoomBy(1 / camera.view().k);
    },
    view() {
      const { x, y, k } = camera.view();
      return byHand && !waiting ? { x, y, k } : null;
    },
  };
}

/** The area of as many boxes as the window can hold, the nearest to `first` before others. */
function around(boxes: readonly Box[], first: Box, window: Extent, k: number): Box {
  const far = ({ x, y }: Box) => Math.abs(x - first.x) + Math.abs(y - first.y);
  let area = first;
  for (const { x, y, width, height } of [...boxes].sort((a, b) => far(a) - far(b))) {
    const left = Math.min(area.x, x);
    const top = Math.min(area.y, y);
    const next = {
      ...first,
      x: left,
      y: top,
      width: Math.max(area.x + area.width, x + width) - left,
      height: Math.max(area.y + area.height, y + height) - top,
    };
    if (next.width * k > window.width - 2 * rim || next.height * k > window.height - 2 * rim) break;
    area = next;
  }
  return area;
}

/** What `reveal` keeps free on each side. */
const rim = 48;
