// The layout of a lineage: tiles and links in, boxes and routes out; pure, deterministic, and at peace with cycles.
import { components } from './components.ts';
import { at, type Box, type Link, type Placed, type Route, type Size } from './graph.ts';
import { pack } from './pack.ts';
import { layoutPart } from './part.ts';

/** Left to right; tiles never overlap. Links whose end is no tile are left out. */
export function layout({
  tiles,
  links,
}: {
  readonly tiles: readonly Size[];
  readonly links: readonly Link[];
}): Placed {
  const index = new Map(tiles.map(({ id }, node) => [id, node]));
  const known = links.flatMap(({ from, to }, link) => {
    const source = index.get(from);
    const target = index.get(to);
    return source === undefined || target === undefined ? [] : [{ link, source, target }];
  });
  const partOf = components(
    tiles.length,
    Int32Array.from(known, ({ source }) => source),
    Int32Array.from(known, ({ target }) => target),
  );
  const parts = split(partOf, known);
  const placed = parts.map(({ nodes, edges }) => {
    const local = new Map(nodes.map((node, own) => [node, own]));
    return layoutPart(
      {
        count: nodes.length,
        from: Int32Array.from(edges, ({ source }) => local.get(source) ?? 0),
        to: Int32Array.from(edges, ({ target }) => local.get(target) ?? 0),
      },
      nodes.map((node) => tiles[node]?.width ?? 0),
      nodes.map((node) => tiles[node]?.height ?? 0),
    );
  });
  const boxes: Box[] = [];
  const routes: Route[] = [];
  const corners = pack(placed);
  parts.forEach(({ nodes, edges }, part) => {
    const { x, y } = corners[part] ?? { x: 0, y: 0 };
    nodes.forEach((node, own) => {
      const tile = tiles[node];
      const corner = placed[part]?.corners[own];
      if (tile && corner)
        boxes[node] = {
          id: tile.id,
          width: tile.width,
          height: tile.height,
          x: x + corner.x,
          y: y + corner.y,
        };
    });
    edges.forEach(({ link }, own) => {
      const route = placed[part]?.routes[own];
      if (route) routes.push({ ...route, link, points: route.points.map(([px, py]) => [x + px, y + py]) });
    });
  });
  routes.sort((a, b) => a.link - b.link);
  return {
    boxes,
    routes,
    width: boxes.reduce((most, box) => Math.max(most, box.x + box.width), 0),
    height: boxes.reduce((most, box) => Math.max(most, box.y + box.height), 0),
  };
}

interface Known {
  readonly link: number;
  readonly source: number;
  readonly target: number;
}

function split(
  partOf: Int32Array,
  known: readonly Known[],
): readonly { readonly nodes: readonly number[]; readonly edges: readonly Known[] }[] {
  const parts: { nodes: number[]; edges: Known[] }[] = [];
  partOf.forEach((part, node) => {
    while (parts.length <= part) parts.push({ nodes: [], edges: [] });
    parts[part]?.nodes.push(node);
  });
  for (const edge of known) parts[at(partOf, edge.source)]?.edges.push(edge);
  return parts;
}
