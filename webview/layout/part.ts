// Lays out one part that hangs together: cycles folded, columns, order, rows, routes.
import { backEdges } from './cycles.ts';
import { at, type Graph, type Point, type Route } from './graph.ts';
import { layered } from './layers.ts';
import { order } from './order.ts';
import { ranks } from './ranks.ts';
import { columnsOf, pointsOf } from './route.ts';
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

/** Sizes are per node of the graph, in pixels. */
export function layoutPart(graph: Graph, widths: readonly number[], heights: readonly number[]): PlacedPart {
  const flow = withoutCycles(graph);
  const steps = layered(flow, ranks(flow));
  const columns = order(steps);
  const height = Float64Array.from({ length: steps.count }, (_, node) => heights[node] ?? 0);
  const width = Float64Array.from({ length: steps.count }, (_, node) => widths[node] ?? 0);
  const y = rows(steps, columns, { height, tileGap, bendGap });
  const stand = columnsOf(steps, columns, width, y);
  const lanes = laneNumbers(graph, flow.edges);
  const bendsOf = new Map(flow.edges.map((edge, index) => [edge, steps.bends[index] ?? []]));
  const corners = Array.from(widths, (_, node) => ({
    x: stand.x[at(steps.rank, node)] ?? 0,
    y: at(y, node) - at(height, node) / 2,
  }));
  const routes = Array.from(graph.from, (from, edge): Omit<Route, 'link'> => {
    const to = at(graph.to, edge);
    const bends = bendsOf.get(edge);
    if (!bends) return { kind: 'loop', points: loop(corners[from], at(width, from)) };
    const back = flow.turned.has(edge);
    const reach = Math.max(0, Math.min(at(height, from), at(height, to)) / 2 - 8);
    const lane = Math.max(-reach, Math.min(reach, laneOffset(Math.max(lanes.get(edge) ?? 0, back ? 1 : 0))));
    const ends = back ? { from: to, to: from, bends, lane } : { from, to, bends, lane };
    const points = pointsOf(ends, steps, stand, width, y);
    return back ? { kind: 'back', points: points.toReversed() } : { kind: 'forward', points };
  });
  return { corners, routes, ...extent(corners, routes, widths, heights) };
}

/** The graph without self-loops and with the edges that close cycles turned around. */
function withoutCycles(
  graph: Graph,
): Graph & { readonly edges: readonly number[]; readonly turned: ReadonlySet<number> } {
  const edges = [...graph.from.keys()].filter((edge) => graph.from[edge] !== graph.to[edge]);
  const from = Int32Array.from(edges, (edge) => at(graph.from, edge));
  const to = Int32Array.from(edges, (edge) => at(graph.to, edge));
  const back = backEdges({ count: graph.count, from, to });
  const turned = new Set(edges.filter((_, index) => back[index] === 1));
  return {
    count: graph.count,
    from: from.map((node, index) => (back[index] ? at(to, index) : node)),
    to: to.map((node, index) => (back[index] ? at(from, index) : node)),
    edges,
    turned,
  };
}

/** Numbers the edges between the same two tiles from 0, whatever their direction. */
function laneNumbers(graph: Graph, edges: readonly number[]): ReadonlyMap<number, number> {
  const next = new Map<number, number>();
  return new Map(
    edges.map((edge) => {
      const from = at(graph.from, edge);
      const to = at(graph.to, edge);
      const pair = Math.min(from, to) * graph.count + Math.max(from, to);
      const lane = next.get(pair) ?? 0;
      next.set(pair, lane + 1);
      return [edge, lane];
    }),
  );
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
  widths: readonly number[],
  heights: readonly number[],
): { width: number; height: number } {
  let width = 0;
  let height = 0;
  corners.forEach(({ x, y }, node) => {
    width = Math.max(width, x + (widths[node] ?? 0));
    height = Math.max(height, y + (heights[node] ?? 0));
  });
  for (const { points } of routes) for (const [, y] of points) height = Math.max(height, y);
  return { width, height };
}
