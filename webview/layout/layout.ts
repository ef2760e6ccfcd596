// The layout of a lineage: tiles and links in, boxes and routes out; pure, deterministic, and at peace with cycles.
import { components } from './components.ts';
import {
  at,
  type Box,
  type Graph,
  grouped,
  type Link,
  listOf,
  type Placed,
  type Point,
  type Route,
  type Size,
} from './graph.ts';
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
  const parts = split(tiles, links);
  const placed: PlacedPart[] = [];
  for (const { nodes, graph } of parts) {
    const sizes = { gaps, widths: new Float64Array(nodes.length), heights: new Float64Array(nodes.length) };
    nodes.forEach((node, own) => {
      sizes.widths[own] = tiles[node]?.width ?? 0;
      sizes.heights[own] = tiles[node]?.height ?? 0;
    });
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
  parts.forEach(({ nodes, links }, part) => {
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
    links.forEach((link, own) => {
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

/** The tiles and links of a part that hangs together, and the same as a graph of its own. */
interface Piece {
  readonly nodes: Int32Array;
  readonly links: Int32Array;
  readonly graph: Graph;
}

function split(tiles: readonly Size[], links: readonly Link[]): readonly Piece[] {
  const known = knownLinks(tiles, links);
  const partOf = components(tiles.length, known.from, known.to);
  const count = partOf.reduce((most, part) => Math.max(most, part + 1), 0);
  const nodes = grouped(count, partOf);
  const edges = grouped(
    count,
    known.from.map((node) => at(partOf, node)),
  );
  const local = new Int32Array(tiles.length);
  for (let slot = 0; slot < tiles.length; slot++) {
    const node = at(nodes.items, slot);
    local[node] = slot - at(nodes.start, at(partOf, node));
  }
  return Array.from({ length: count }, (_, part) => {
    const own = listOf(edges, part);
    return {
      nodes: listOf(nodes, part),
      links: own.map((edge) => at(known.link, edge)),
      graph: {
        count: at(nodes.start, part + 1) - at(nodes.start, part),
        from: own.map((edge) => at(local, at(known.from, edge))),
        to: own.map((edge) => at(local, at(known.to, edge))),
      },
    };
  });
}

/** The links whose ends are both tiles, and the tiles' indexes. */
function knownLinks(
  tiles: readonly Size[],
  links: readonly Link[],
): { readonly link: Int32Array; readonly from: Int32Array; readonly to: Int32Array } {
  const index = new Map<string, number>();
  tiles.forEach(({ id }, node) => {
    index.set(id, node);
  });
  const link = new Int32Array(links.length);
  const ends = { from: new Int32Array(links.length), to: new Int32Array(links.length) };
  let size = 0;
  links.forEach(({ from, to }, own) => {
    const source = index.get(from);
    const target = index.get(to);
    if (source === undefined || target === undefined) return;
    link[size] = own;
    ends.from[size] = source;
    ends.to[size++] = target;
  });
  return {
    link: link.subarray(0, size),
    from: ends.from.subarray(0, size),
    to: ends.to.subarray(0, size),
  };
}
