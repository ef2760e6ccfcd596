// Lays out one part that hangs together: cycles folded, columns, order, rows, routes.
import { bricksOf } from './bricks.ts';
import { backEdges } from './cycles.ts';
import { at, type Graph, type Point, type Route, real } from './graph.ts';
import { layered } from './layers.ts';
import { order } from './order.ts';
import { ranks } from './ranks.ts';
import { wishesOf } from './remember.ts';
import { columnsOf, type Gaps, pointsOf } from './route.ts';
import { rows } from './rows.ts';

export interface Corner {
  readonly x: number;
  readonly y: number;
}

export interface PlacedPart {
  /** Top left corner of each tile. */
  readonly corners: readonly Corner[];
  /** For each edge of the graph, in its order. */
  readonly routes: readonly Omit<Route, 'link'>[];
  readonly width: number;
  readonly height: number;
}

const tileGap = 22;
const bendGap = 16;
const laneStep = 11;
/** Lines keep so far away from a tile's corners. */
const doorRim = 8;

/** Tiles of a part: sizes in pixels, and the middles at which they would like to stay (NaN: nowhere). */
export interface PartTiles {
  readonly widths: Float64Array;
  readonly heights: Float64Array;
  readonly before?: Float64Array;
  readonly gaps: Gaps;
}

/** Lays out a graph that hangs together. Yields between steps that take a few milliseconds in large graphs. */
export function* layoutPart(graph: Graph, tiles: PartTiles): Generator<void, PlacedPart> {
  const flow = withoutCycles(graph);
  const rank = ranks(flow);
  yield;
  const steps = layered(flow, rank);
  const wishes = tiles.before && wishesOf(steps, tiles.before);
  const columns = yield* order(steps, wishes);
  const height = new Float64Array(steps.count);
  height.set(tiles.heights);
  const highest = tiles.heights.reduce((most, own) => Math.max(most, own), 0);
  const bricks = bricksOf(steps, columns, tiles.widths, highest + tileGap, tiles.gaps.least);
  const y = yield* rows(steps, columns, { height, tileGap, bendGap, bricks: bricks.columns }, wishes);
  const stand = columnsOf(steps, columns, tiles.widths, y, bricks, tiles.gaps);
  const corners = Array.from(tiles.widths, (_, node) => ({
    x: real(stand.tiles, node),
    y: real(y, node) - real(height, node) / 2,
  }));
  const lanes = laneNumbers(graph, flow);
  const routes: Omit<Route, 'link'>[] = [];
  for (let edge = 0; edge < graph.from.length; edge++) {
    const from = at(graph.from, edge);
    const to = at(graph.to, edge);
    const own = at(flow.slot, edge);
    if (own < 0) {
      routes.push({ kind: 'loop', points: loop(corners[from], real(tiles.widths, from)) });
      continue;
    }
    const back = at(flow.turned, own) === 1;
    // Between bricks a line has the gap alone.
    const bricked = at(bricks.columns, at(steps.rank, from)) || at(bricks.columns, at(steps.rank, to));
    const side = Math.min(real(height, from), real(height, to)) / 2 - doorRim;
    const reach = Math.max(0, Math.min(side, bricked ? tileGap / 2 - 3 : side));
    const lane = Math.max(-reach, Math.min(reach, laneOffset(Math.max(at(lanes, edge), back ? 1 : 0))));
    const ends = {
      from: back ? to : from,
      to: back ? from : to,
      firstBend: at(steps.firstBend, own),
      bendCount: at(steps.bendCount, own),
      lane,
      reach,
    };
    const points = pointsOf(ends, steps, stand, tiles.widths, y);
    routes.push(back ? { kind: 'back', points: points.reverse() } : { kind: 'forward', points });
  }
  return { corners, routes, ...extent(corners, routes, tiles) };
}

/** A graph without self-loops in which the edges that close cycles are turned around. */
interface Flow extends Graph {
  /** Where an edge of the original is among the flow's, -1 for a self-loop. */
  readonly slot: Int32Array;
  /** 1 for each edge of the flow that was turned. */
  readonly turned: Int32Array;
}

function withoutCycles({ count, from, to }: Graph): Flow {
  const slot = new Int32Array(from.length).fill(-1);
  const froms = new Int32Array(from.length);
  const tos = new Int32Array(from.length);
  let size = 0;
  for (let edge = 0; edge < from.length; edge++) {
    if (at(from, edge) === at(to, edge)) continue;
    froms[size] = at(from, edge);
    tos[size] = at(to, edge);
    slot[edge] = size++;
  }
  const flow = { count, from: froms.subarray(0, size), to: tos.subarray(0, size) };
  const turned = backEdges(flow);
  for (let edge = 0; edge < size; edge++) {
    if (!at(turned, edge)) continue;
    const source = at(froms, edge);
    froms[edge] = at(tos, edge);
    tos[edge] = source;
  }
  return { ...flow, slot, turned };
}

/** Numbers the edges between the same two tiles from 0, whatever their direction. */
function laneNumbers(graph: Graph, flow: Flow): Int32Array {
  const lanes = new Int32Array(graph.from.length);
  const next = new Map<number, number>();
  for (let edge = 0; edge < lanes.length; edge++) {
    if (at(flow.slot, edge) < 0) continue;
    const from = at(graph.from, edge);
    const to = at(graph.to, edge);
    const pair = Math.min(from, to) * graph.count + Math.max(from, to);
    const lane = next.get(pair) ?? 0;
    lanes[edge] = lane;
    next.set(pair, lane + 1);
  }
  return lanes;
}

/** 0, then below, then above, ever further out. */
function laneOffset(lane: number): number {
  return (lane % 2 === 1 ? 1 : -1) * Math.ceil(lane / 2) * laneStep;
}

/** A small ear on the tile's top edge. */
function loop(corner: Corner | undefined, width: number): readonly Point[] {
  const { x, y } = corner ?? { x: 0, y: 0 };
  const right = x + width - 24;
  return [
    [right, y],
    [right + 4, y - 18],
    [right - 28, y - 18],
    [right - 24, y],
  ];
}

function extent(
  corners: readonly Corner[],
  routes: PlacedPart['routes'],
  { widths, heights }: PartTiles,
): { width: number; height: number } {
  let width = 0;
  let height = 0;
  corners.forEach(({ x, y }, node) => {
    width = Math.max(width, x + real(widths, node));
    height = Math.max(height, y + real(heights, node));
  });
  for (const { points } of routes) for (const point of points) height = Math.max(height, point[1]);
  return { width, height };
}
