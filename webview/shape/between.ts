// What lies between two tiles.
import { reach } from '../../src/lineage/graph.ts';
import type { NodeId } from '../../src/lineage/model.ts';
import type { Links } from './links.ts';

/**
 * All ways that lead from one to the other, whichever is upstream. Where neither descends from the other, the shortest
 * way that joins them; where nothing does, the two alone.
 */
export function between(links: Links, a: NodeId, b: NodeId): ReadonlySet<NodeId> {
  return ways(links, a, b) ?? ways(links, b, a) ?? new Set(shortest(links, a, b) ?? [a, b]);
}

function ways(links: Links, from: NodeId, to: NodeId): ReadonlySet<NodeId> | undefined {
  const after = reach(links, from, 'downstream');
  if (!after.has(to)) return undefined;
  const before = reach(links, to, 'upstream');
  return new Set([from, to, ...[...after].filter((id) => before.has(id))]);
}

function shortest(links: Links, from: NodeId, to: NodeId): readonly NodeId[] | undefined {
  const cameFrom = new Map<NodeId, NodeId | null>([[from, null]]);
  for (const id of cameFrom.keys()) {
    if (id === to) break;
    const near = [
      ...links.neighbours(id, 'upstream'),
      ...links.neighbours(id, 'downstream'),
      ...links.tied(id),
    ];
    for (const other of near) if (!cameFrom.has(other)) cameFrom.set(other, id);
  }
  if (!cameFrom.has(to)) return undefined;
  const path: NodeId[] = [];
  for (let id: NodeId | null = to; id !== null; id = cameFrom.get(id) ?? null) path.push(id);
  return path;
}
