// What depends on a node: everything downstream of it, as a list that tells registries, models, data, runs and code apart.

import { graphOf, reach } from './graph.ts';
import type { Lineage, LineageNode, NodeId } from './model.ts';
import { titleOf } from './title.ts';

/** In the order in which they matter to whoever wants to change something. */
export const impactGroups = ['registry', 'model', 'data', 'run', 'code'] as const;
export type ImpactGroup = (typeof impactGroups)[number];

export interface Impact {
  readonly of: LineageNode;
  readonly total: number;
  /** Groups that have members, the nearest members first, then by name. */
  readonly groups: readonly { readonly group: ImpactGroup; readonly members: readonly Dependent[] }[];
  /** Whether more may depend on it than is known: some of these nodes have not been asked about. */
  readonly open: boolean;
}

export interface Dependent {
  readonly node: LineageNode;
  /** Edges on the shortest way. */
  readonly distance: number;
}

/** Undefined when the node is not in the lineage. Linear in the lineage but for sorting. */
export function impactOf(lineage: Lineage, id: NodeId): Impact | undefined {
  const of = lineage.nodes.get(id);
  if (!of) return undefined;
  const graph = graphOf(lineage, id);
  // A walk of one step at a time would not know what a tie may cross, so the whole is found first, then measured.
  const all = reach(graph, id, 'downstream');
  const distance = new Map<NodeId, number>();
  const queue: NodeId[] = [];
  const arrive = (node: NodeId, steps: number): void => {
    if (distance.has(node) || !all.has(node)) return;
    distance.set(node, steps);
    queue.push(node);
    for (const tied of graph.tied(node)) arrive(tied, steps);
  };
  arrive(id, 0);
  for (const near of queue)
    for (const next of graph.neighbours(near, 'downstream')) arrive(next, (distance.get(near) ?? 0) + 1);
  const members = [...all].flatMap((other): Dependent[] => {
    const node = lineage.nodes.get(other);
    return node && other !== id ? [{ node, distance: distance.get(other) ?? 0 }] : [];
  });
  return {
    of,
    total: members.length,
    groups: impactGroups.flatMap((group) => {
      const own = members.filter(({ node }) => groupOf(node) === group).sort(nearestFirst);
      return own.length > 0 ? [{ group, members: own }] : [];
    }),
    open: [...all].some((other) => lineage.open.has(other)),
  };
}

function groupOf(node: LineageNode): ImpactGroup {
  if (node.kind === 'run') return 'run';
  if (node.kind === 'script') return 'code';
  if (node.kind === 'collection' && node.holds === 'linked') return 'registry';
  return node.type === 'model' ? 'model' : 'data';
}

function nearestFirst(a: Dependent, b: Dependent): number {
  return a.distance - b.distance || titleOf(a.node).localeCompare(titleOf(b.node), 'en', { numeric: true });
}
