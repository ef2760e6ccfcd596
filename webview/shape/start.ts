// What a map shows before anything is expanded: what lies around the focus, or between two tiles.
import { type Direction, reach } from '../../src/lineage/graph.ts';
import type { NodeId } from '../../src/lineage/model.ts';
import { between } from './between.ts';
import type { Links } from './links.ts';
import type { Depth, Shape } from './shape.ts';

/** As many tiles can be read at a glance; a larger lineage begins with the steps nearest to its focus. */
const glance = 40;
const nearby = 2;

/** The focus, and what it is compared with, with its ancestors and descendants; everything when there is no focus. */
export function startOf(
  links: Links,
  focus: NodeId | null,
  before: NodeId | undefined,
  shape: Shape,
): ReadonlySet<NodeId> {
  const { path, upstream, downstream } = shape;
  if (path && links.tiles.has(path.from) && links.tiles.has(path.to))
    return between(links, path.from, path.to);
  if (focus === null || !links.tiles.has(focus)) return new Set(links.tiles.keys());
  const roots = [focus, ...(before === undefined ? [] : [before])];
  const way = (direction: Direction, depth: Depth) =>
    roots.flatMap((root) => [...reach(links, root, direction, stepsOf(depth))]);
  const shown = new Set([...way('upstream', upstream), ...way('downstream', downstream)]);
  const free = upstream === 'auto' || downstream === 'auto';
  if (!free || shown.size <= glance) return shown;
  const near = (depth: Depth) => (depth === 'auto' ? nearby : depth);
  return new Set([...way('upstream', near(upstream)), ...way('downstream', near(downstream))]);
}

function stepsOf(depth: Depth): number {
  return typeof depth === 'number' ? depth : Number.POSITIVE_INFINITY;
}
