// Where the camera stands: fitting the picture into the window, opening on the focus, keeping a tile in sight.
import { least } from 'd3';

export interface View {
  /** Screen position of the picture's origin, in pixels, and the zoom. */
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

interface Extent {
  readonly width: number;
  readonly height: number;
}

/** Where the map is seen; `left`: what a panel covers of its left side. */
interface Window extends Extent {
  readonly left?: number;
}

interface Area extends Extent {
  readonly x: number;
  readonly y: number;
}

const margin = 28;
const narrowMargin = 16;
/** The bar above the map covers so much of the window. */
const bar = 44;
/** The tools take so much of the right side, in narrow windows of the lower one. */
const tools = 52;
const narrow = 600;
/** What a tile brought into sight keeps from the window's rim: more than the buttons there need. */
const shore = 48;
/** Text below this zoom is hard to read; to see all of a small picture at once is worth going lower. */
const readable = 0.7;
const readableWhole = 0.48;

/** The whole picture, centred unless it would lie below the tools, or below a panel if it can be read beside that; never enlarged. */
export function fitAll(picture: Extent, { left = 0, ...window }: Window): View {
  const aside = scaleFor(picture, window, left) >= readableWhole ? left : 0;
  const k = Math.min(1, scaleFor(picture, window, aside));
  const { right, bottom } = rimOf(window);
  return {
    x: between(picture.width * k, aside, window.width, right),
    y: between(picture.height * k, bar, window.height, bottom),
    k,
  };
}

/** Whether the whole picture can be read at once. */
export function isReadable(picture: Extent, window: Extent): boolean {
  return scaleFor(picture, window) >= readableWhole;
}

/** The whole picture when it stays readable, else a readable part of it around the focus. */
export function opening(picture: Extent, focus: Area | undefined, window: Window): View {
  if (isReadable(picture, window)) return fitAll(picture, window);
  const k = readable;
  const near = focus ?? { x: 0, y: picture.height / 2, width: 0, height: 0 };
  return {
    x: along(picture.width * k, (near.x + near.width / 2) * k, window.width),
    y: along(picture.height * k, (near.y + near.height / 2) * k, window.height),
    k,
  };
}

/**
 * The least move that brings an area into the window; the same view when it is there already. `corner` is what covers
 * the window's lower right corner: an area that would lie there goes above it, if there is room.
 */
export function reveal(view: View, area: Area, window: Extent, corner: Extent = nothing): View {
  const { k } = view;
  const [width, height] = [area.width * k, area.height * k];
  const x = view.x + nudge(area.x * k + view.x, width, window.width);
  const y = view.y + nudge(area.y * k + view.y, height, window.height);
  const [right, bottom] = [area.x * k + x + width, area.y * k + y + height];
  const hidden = right > window.width - corner.width && bottom > window.height - corner.height;
  const lift = hidden ? bottom - (window.height - corner.height) : 0;
  return { x, y: bottom - lift - height < shore ? y : y - lift, k };
}

const nothing: Extent = { width: 0, height: 0 };

/** Of these the first preferred one of which the middle is in the window, else the one nearest to the window's middle. */
export function looksAt<T extends Area & { readonly id: string }>(
  boxes: readonly T[],
  preferred: readonly (string | null)[],
  { x, y, k }: View,
  window: Extent,
): T | undefined {
  const aside = (box: T) => Math.abs((box.x + box.width / 2) * k + x - window.width / 2);
  const off = (box: T) => Math.abs((box.y + box.height / 2) * k + y - window.height / 2);
  const seen = boxes.filter((box) => aside(box) < window.width / 2 && off(box) < window.height / 2);
  const [first] = preferred.flatMap((id) => seen.find((box) => box.id === id) ?? []);
  return first ?? least(boxes, (box) => Math.hypot(aside(box), off(box)));
}

function scaleFor(picture: Extent, window: Extent, aside = 0): number {
  const { left, right, bottom } = rimOf(window);
  return Math.min(
    Math.max(1, window.width - aside - left - right) / Math.max(1, picture.width),
    Math.max(1, window.height - bar - margin - bottom) / Math.max(1, picture.height),
  );
}

function rimOf({ width }: Extent): Readonly<Record<'left' | 'right' | 'bottom', number>> {
  return width < narrow
    ? { left: narrowMargin, right: narrowMargin, bottom: tools }
    : { left: margin, right: tools, bottom: margin };
}

/** In the middle between start and end, or as far from it as the rim at the end needs. */
function between(size: number, start: number, end: number, rim: number): number {
  return Math.min(start + (end - start - size) / 2, end - rim - size);
}

/** Centres what fits; else centres on `near` without showing emptiness beyond the rim. */
function along(size: number, near: number, room: number): number {
  if (size + 2 * margin <= room) return (room - size) / 2;
  return Math.min(margin, Math.max(room - margin - size, room / 2 - near));
}

function nudge(start: number, size: number, room: number): number {
  if (start < shore) return shore - start;
  const over = start + size - (room - shore);
  return over > 0 ? -Math.min(over, start - shore) : 0;
}
