// Takes out of a lineage what can be folded away: superseded versions and other ends that lead nowhere.

import { restrict } from './graph.ts';
import type { ArtifactVersion, Edge, Lineage, LineageNode, NodeId } from './model.ts';
import { familyOf } from './newer.ts';
import { newestFirst } from './newestFirst.ts';

export interface Folded {
  readonly lineage: Lineage;
  /** For each node that is left how many of its neighbours were folded away. */
  readonly hidden: ReadonlyMap<NodeId, number>;
}

/** Leaves out those of the nodes that are not kept and end a way, as `ends` finds them. */
export function fold(lineage: Lineage, away: ReadonlySet<NodeId>, keep: ReadonlySet<NodeId>): Folded {
  const { gone, hidden } = ends(lineage.nodes.keys(), lineage.edges, away, keep);
  const left = new Set([...lineage.nodes.keys()].filter((id) => !gone.has(id)));
  return { lineage: restrict(lineage, left), hidden };
}

/**
 * Those of the nodes `away` that are not kept and end a way: what lies between others stays, so that every ancestor and
 * descendant that is still shown is still connected. Taking out an end can make another one; those are gone as well.
 */
export function ends(
  nodes: Iterable<NodeId>,
  edges: readonly Pick<Edge, 'from' | 'to'>[],
  away: ReadonlySet<NodeId>,
  keep: ReadonlySet<NodeId>,
): { readonly gone: ReadonlySet<NodeId>; readonly hidden: ReadonlyMap<NodeId, number> } {
  const upstream = new Map<NodeId, Set<NodeId>>();
  const downstream = new Map<NodeId, Set<NodeId>>();
  for (const { from, to } of edges) {
    put(downstream, from, to);
    put(upstream, to, from);
  }
  const gone = new Set<NodeId>();
  const hidden = new Map<NodeId, number>();
  const queue = [...nodes];
  for (const id of queue) {
    const [before, after] = [upstream.get(id), downstream.get(id)];
    if (!away.has(id) || keep.has(id) || gone.has(id) || (before?.size && after?.size)) continue;
    gone.add(id);
    for (const [neighbours, lists] of [
      [before, downstream],
      [after, upstream],
    ] as const)
      for (const neighbour of neighbours ?? []) {
        lists.get(neighbour)?.delete(id);
        hidden.set(neighbour, (hidden.get(neighbour) ?? 0) + 1);
        if (away.has(neighbour)) queue.push(neighbour);
      }
  }
  for (const id of gone) hidden.delete(id);
  return { gone, hidden };
}

/** Versions of which a newer one is known, and which no alias of people's choice marks. */
export function superseded({ nodes }: Lineage): ReadonlySet<NodeId> {
  const families = new Map<string, ArtifactVersion[]>();
  for (const node of nodes.values())
    if (isVersion(node)) {
      const key = familyOf(node);
      const known = families.get(key);
      if (known) known.push(node);
      else families.set(key, [node]);
    }
  return new Set(
    [...families.values()].flatMap((versions) =>
      versions
        .sort(newestFirst)
        .slice(1)
        .filter(({ aliases }) => aliases.every((alias) => /^(v\d+|latest)$/.test(alias)))
        .map(({ id }) => id),
    ),
  );
}

function isVersion(node: LineageNode): node is ArtifactVersion {
  return node.kind === 'version';
}

function put(map: Map<NodeId, Set<NodeId>>, key: NodeId, value: NodeId): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}

/** Types of artifacts that W&B makes by itself. Source: the SDK's wandb/sdk (sender.py, artifacts, internal_api). */
const ownTypes: ReadonlySet<string> = new Set(['wandb-history', 'run_table', 'job', 'code', 'wandb-events']);

/** Artifacts that nobody has asked for: tables, histories, jobs and code that W&B logs by itself. */
export function isGenerated(node: LineageNode): boolean {
  return (node.kind === 'version' || node.kind === 'collection') && ownTypes.has(node.type ?? '');
}
