// What a map shows at first: a small lineage whole, of a large one what is near the focus.
import { reach } from '../../src/lineage/graph.ts';
import type { NodeId } from '../../src/lineage/model.ts';
import type { Links } from './links.ts';

/** As many tiles can be read at a glance; a larger lineage begins with the steps nearest to its focus. */
const glance = 40;
const nearby = 2;

/** The focus with its ancestors and descendants; everything when there is no focus. */
export function startOf(links: Links, focus: NodeId | null): ReadonlySet<NodeId> {
  if (focus === null) return new Set(links.tiles.keys());
  const whole = around(links, focus, Number.POSITIVE_INFINITY);
  return whole.size <= glance ? whole : around(links, focus, nearby);
}

function around(links: Links, focus: NodeId, depth: number): ReadonlySet<NodeId> {
  return new Set([...reach(links, focus, 'upstream', depth), ...reach(links, focus, 'downstream', depth)]);
}
