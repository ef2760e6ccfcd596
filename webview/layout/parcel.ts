// A layout's question and answer as flat arrays, which pass between threads without being copied.
import { at, type Placed, type Point, type Route, real } from './graph.ts';
import type { LayoutInput } from './layout.ts';

export interface Question {
  readonly widths: Float64Array;
  readonly heights: Float64Array;
  /** Indexes of tiles, -1 where an end is no tile. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The top and the height that each tile had before, NaN for a new one; absent in a first picture. */
  readonly before?: Float64Array;
}

export interface Answer {
  readonly width: number;
  readonly height: number;
  /** Left and top of each tile in turn. */
  readonly corners: Float64Array;
  readonly links: Int32Array;
  readonly kinds: Uint8Array;
  /** For each route where its points begin, and at last their number. */
  readonly starts: Int32Array;
  readonly points: Float64Array;
}

const kinds: readonly Route['kind'][] = ['forward', 'back', 'loop'];

export function questionOf({ tiles, links, before }: LayoutInput): Question {
  const index = new Map(tiles.map(({ id }, node) => [id, node]));
  const stood = before && new Float64Array(tiles.length * 2).fill(Number.NaN);
  tiles.forEach(({ id }, node) => {
    const box = before?.get(id);
    if (box) stood?.set([box.y, box.height], node * 2);
  });
  return {
    widths: Float64Array.from(tiles, ({ width }) => width),
    heights: Float64Array.from(tiles, ({ height }) => height),
    from: Int32Array.from(links, ({ from }) => index.get(from) ?? -1),
    to: Int32Array.from(links, ({ to }) => index.get(to) ?? -1),
    ...(stood && { before: stood }),
  };
}

/** The same question with the tiles' numbers for ids. */
export function inputOf({ widths, heights, from, to, before }: Question): LayoutInput {
  const tiles = Array.from(widths, (width, node) => ({
    id: String(node),
    width,
    height: real(heights, node),
  }));
  const links = Array.from(from, (node, link) => ({ from: String(node), to: String(at(to, link)) }));
  if (!before) return { tiles, links };
  const stood = new Map<string, { y: number; height: number }>();
  for (const { id } of tiles) {
    const y = real(before, Number(id) * 2);
    if (!Number.isNaN(y)) stood.set(id, { y, height: real(before, Number(id) * 2 + 1) });
  }
  return { tiles, links, before: stood };
}

export function answerOf({ boxes, routes, width, height }: Placed): Answer {
  const corners = new Float64Array(boxes.length * 2);
  boxes.forEach(({ x, y }, node) => {
    corners.set([x, y], node * 2);
  });
  const starts = new Int32Array(routes.length + 1);
  routes.forEach(({ points }, route) => {
    starts[route + 1] = at(starts, route) + points.length;
  });
  const points = new Float64Array(at(starts, routes.length) * 2);
  routes.forEach((route, index) => {
    route.points.forEach((point, own) => {
      points.set(point, (at(starts, index) + own) * 2);
    });
  });
  return {
    width,
    height,
    corners,
    links: Int32Array.from(routes, ({ link }) => link),
    kinds: Uint8Array.from(routes, ({ kind }) => kinds.indexOf(kind)),
    starts,
    points,
  };
}

/** The layout with the tiles' own ids and sizes again. */
export function placedOf(answer: Answer, { tiles }: Pick<LayoutInput, 'tiles'>): Placed {
  const { width, height, corners, links, starts, points } = answer;
  return {
    width,
    height,
    boxes: tiles.map((tile, node) => ({
      id: tile.id,
      width: tile.width,
      height: tile.height,
      x: real(corners, node * 2),
      y: real(corners, node * 2 + 1),
    })),
    routes: Array.from(links, (link, route): Route => {
      const [first, end] = [at(starts, route), at(starts, route + 1)];
      return {
        link,
        kind: kinds[answer.kinds[route] ?? 0] ?? 'forward',
        points: Array.from({ length: end - first }, (_, own): Point => {
          const slot = (first + own) * 2;
          return [real(points, slot), real(points, slot + 1)];
        }),
      };
    }),
  };
}

/** What of it can be handed over instead of copied. */
export function buffersOf(parcel: Question | Answer): ArrayBuffer[] {
  return Object.values(parcel).flatMap((part) =>
    ArrayBuffer.isView(part) && part.buffer instanceof ArrayBuffer ? [part.buffer] : [],
  );
}
