// Merges lineages of several sources into one: the same thing becomes one node, and each edge keeps its sources.

import { isContentId } from './content.ts';
import { agree, identityKey, knownParts, trackerKey } from './identity.ts';
import { mergeNodes, sources, union } from './mergeNodes.ts';
import type { Edge, Lineage, LineageNode, NodeId } from './model.ts';
import { atOnce, type Steps } from './steps.ts';

export interface Merged {
  readonly lineage: Lineage;
  /** The id under which a node that went in is found; itself for an id that did not go in. */
  canonical(id: NodeId): NodeId;
}

/** How much a node's word counts beside another's: the lower wins, the earlier where they are equal. */
export type Rank = (node: LineageNode) => number;

const equally: Rank = () => 0;

/** The nodes of a group in the order in which their word counts. */
export function ranked(group: readonly LineageNode[], rank: Rank): readonly LineageNode[] {
  return group.length === 1 ? group : [...group].sort((a, b) => rank(a) - rank(b));
}

/**
 * Merges lineages; where sources disagree the earlier one wins, and what it does not know the later ones fill in.
 * Which nodes are one, and why, is told in identity.ts.
 */
export function merge(lineages: readonly Lineage[], rank: Rank = equally): Merged {
  return atOnce(mergeSteps(lineages, rank));
}

export function* mergeSteps(lineages: readonly Lineage[], rank: Rank = equally): Steps<Merged> {
  const names = new Map<NodeId, NodeId>();
  const nodes = new Map<NodeId, LineageNode>();
  for (const group of yield* unify(lineages.flatMap((lineage) => [...lineage.nodes.values()]))) {
    const node = mergeNodes(ranked(group, rank));
    nodes.set(node.id, node);
    for (const id of [node.id, ...node.also]) if (!names.has(id)) names.set(id, node.id);
    yield;
  }
  const canonical = (id: NodeId) => names.get(id) ?? id;
  return {
    lineage: {
      nodes,
      edges: yield* mergeEdges(
        lineages.flatMap((lineage) => lineage.edges),
        canonical,
      ),
      open: new Set(lineages.flatMap((lineage) => [...lineage.open]).map(canonical)),
    },
    canonical,
  };
}

/** Groups nodes that are the same thing; groups and their members keep the order in which they came. */
export function* unify(all: readonly LineageNode[]): Steps<readonly LineageNode[][]> {
  const byId = new Map<string, LineageNode[][]>();
  const byKey = new Map<string, LineageNode[][]>();
  const groupOf = new Map<LineageNode, LineageNode[]>();
  // Nodes that know their whole scope come first, so that a partial one meets all its candidates.
  for (const node of [...all].sort((a, b) => knownParts(b) - knownParts(a))) {
    const ids = [node.id, ...node.also];
    const key = identityKey(node);
    const fits = (group: readonly LineageNode[]) => group.every((other) => agree(node, other));
    const sharing = (id: NodeId) => {
      const groups = (byId.get(id) ?? []).filter(fits);
      // Content alone decides nothing between two.
      return isContentId(id) && groups.length > 1 ? [] : groups;
    };
    const group =
      ids.flatMap(sharing)[0] ??
      only(
        (key === undefined ? undefined : byKey.get(key))?.filter((it) => fits(it) && !keyedApart(node, it)),
      ) ??
      [];
    group.push(node);
    groupOf.set(node, group);
    for (const id of ids) index(byId, id, group);
    if (key !== undefined) index(byKey, key, group);
    yield;
  }
  const ordered = new Map<LineageNode[] | undefined, LineageNode[]>();
  for (const node of all) {
    index(ordered, groupOf.get(node), node);
    yield;
  }
  return [...ordered.values()];
}

function only<T>(list: readonly T[] | undefined): T | undefined {
  return list?.length === 1 ? list[0] : undefined;
}

function index<K, T>(map: Map<K, T[]>, key: K, value: T): void {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}

/** A tracker never gives one thing two keys: nodes with different ones are different, whatever they are called. */
function keyedApart(node: LineageNode, group: readonly LineageNode[]): boolean {
  const key = trackerKey(node);
  return (
    key !== undefined &&
    group.some((other) => {
      const otherKey = trackerKey(other);
      return otherKey !== undefined && otherKey !== key;
    })
  );
}

function* mergeEdges(edges: readonly Edge[], canonical: (id: NodeId) => NodeId): Steps<readonly Edge[]> {
  const merged = new Map<string, Edge>();
  for (const edge of edges) {
    const key = edgeKey(edge, canonical);
    merged.set(key, mergeEdge(merged.get(key), edge, canonical));
    yield;
  }
  return [...merged.values()];
}

/** What is equal for two edges that are one. */
export function edgeKey({ kind, from, to }: Edge, canonical: (id: NodeId) => NodeId): string {
  return `${kind} ${canonical(from)} ${canonical(to)}`;
}

/** One edge of two: the declarations and sources of both. */
export function mergeEdge(known: Edge | undefined, edge: Edge, canonical: (id: NodeId) => NodeId): Edge {
  const askedAs = union(known?.askedAs, edge.askedAs);
  return {
    kind: edge.kind,
    from: canonical(edge.from),
    to: canonical(edge.to),
    declared: union(known?.declared, edge.declared),
    recorded: sources(known?.recorded, edge.recorded),
    ...(askedAs.length > 0 && { askedAs }),
  };
}
