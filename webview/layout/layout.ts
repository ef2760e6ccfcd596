// The layout of a lineage: tiles and links in, boxes and routes out; pure, deterministic, and at peace with cycles.
import { components } from './components.ts';
import { at, type Box, type Link, type Placed, type Point, type Route, type Size } from './graph.ts';
import { pack } from './pack.ts';
import { layoutPart, type PlacedPart } from './part.ts';
import type { Gaps } from './route.ts';

export interface LayoutInput {
  readonly tiles: readonly Size[];
  readonly links: readonly Link[];
  /** Where tiles of these ids stood in the last picture: what stays keeps its place as far as it can. */
  readonly before?: ReadonlyMap<string, Pick<Box, 'y' | 'height'>>;
  /** Space between columns. */
  readonly gaps?: Gaps;
}

/** Steep lines need room to be told apart; more than this only makes the way longer. */
const usualGaps: Gaps = { least: 54, most: 150 };

/** Left to right; tiles never overlap. Links whose end is no tile are left out. */
export function layout(input: LayoutInput): Placed {
  const steps = layoutSteps(input);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * The same in steps of a few milliseconds, which leaves the page responsive and ends at the next one when the signal is
 * aborted (rejects with its reason). `pause` waits for as long as the page needs.
 */
export async function layoutInSteps(
  input: LayoutInput,
  pause: () => Promise<void>,
  signal: AbortSignal,
): Promise<Placed> {
  const steps = layoutSteps(input);
  for (;;) {
    signal.throwIfAborted();
    const end = performance.now() + slice;
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return step.value;
      if (performance.now() > end) break;
    }
    await pause();
  }
}

/** Milliseconds of work between pauses. */
const slice = 8;

function* layoutSteps({ tiles, links, before, gaps = usualGaps }: LayoutInput): Generator<void, Placed> {
  const index = new Map(tiles.map(({ id }, node) => [id, node]));
  const known: Known[] = [];
  links.forEach(({ from, to }, link) => {
    const source = index.get(from);
    const target = index.get(to);
    if (source !== undefined && target !== undefined) known.push({ link, source, target });
  });
  const parts = split(tiles.length, known);
  const placed: PlacedPart[] = [];
  const local = new Int32Array(tiles.length);
  for (const { nodes, edges } of parts) {
    nodes.forEach((node, own) => {
      local[node] = own;
    });
    const graph = {
      count: nodes.length,
      from: Int32Array.from(edges, ({ source }) => at(local, source)),
      to: Int32Array.from(edges, ({ target }) => at(local, target)),
    };
    const sizes = {
      gaps,
      widths: Float64Array.from(nodes, (node) => tiles[node]?.width ?? 0),
      heights: Float64Array.from(nodes, (node) => tiles[node]?.height ?? 0),
    };
    const middles = before && Float64Array.from(nodes, (node) => middleOf(before.get(tiles[node]?.id ?? '')));
    placed.push(yield* layoutPart(graph, middles ? { ...sizes, before: middles } : sizes));
  }
  return assembled(tiles, parts, placed);
}

function middleOf(box: Pick<Box, 'y' | 'height'> | undefined): number {
  return box ? box.y + box.height / 2 : Number.NaN;
}

function assembled(tiles: readonly Size[], parts: readonly Piece[], placed: readonly PlacedPart[]): Placed {
  const boxes: Box[] = new Array(tiles.length);
  const routes: Route[] = [];
  let width = 0;
  let height = 0;
  const corners = pack(placed);
  parts.forEach(({ nodes, edges }, part) => {
    const { x, y } = corners[part] ?? { x: 0, y: 0 };
    nodes.forEach((node, own) => {
      const tile = tiles[node];
      const corner = placed[part]?.corners[own];
      if (!tile || !corner) return;
      const box = { id: tile.id, width: tile.width, height: tile.height, x: x + corner.x, y: y + corner.y };
      boxes[node] = box;
      width = Math.max(width, box.x + box.width);
      height = Math.max(height, box.y + box.height);
    });
    edges.forEach(({ link }, own) => {
      const route = placed[part]?.routes[own];
      if (route) routes.push({ link, kind: route.kind, points: moved(route.points, x, y) });
    });
  });
  if (parts.length > 1) routes.sort((a, b) => a.link - b.link);
  return { boxes, routes, width, height };
}

function moved(points: readonly Point[], x: number, y: number): readonly Point[] {
  return x === 0 && y === 0 ? points : points.map(([px, py]) => [x + px, y + py]);
}

interface Known {
  readonly link: number;
  readonly source: number;
  readonly target: number;
}

/** The tiles and links of a part that hangs together. */
interface Piece {
  readonly nodes: readonly number[];
  readonly edges: readonly Known[];
}

function split(count: number, known: readonly Known[]): readonly Piece[] {
  const partOf = components(
    count,
    Int32Array.from(known, ({ source }) => source),
    Int32Array.from(known, ({ target }) => target),
  );
  const parts: { nodes: number[]; edges: Known[] }[] = [];
  partOf.forEach((part, node) => {
    while (parts.length <= part) parts.push({ nodes: [], edges: [] });
    parts[part]?.nodes.push(node);
  });
  for (const edge of known) parts[at(partOf, edge.source)]?.edges.push(edge);
  return parts;
}
