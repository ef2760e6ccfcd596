// An indexed lineage: neighbours, true ancestors and descendants; survives cycles.

import { compatible } from './identity.ts';
import type { ArtifactVersion, Collection, Edge, Lineage, LineageNode, NodeId } from './model.ts';

export type Direction = 'upstream' | 'downstream';

/** A version and the collection it belongs to: not an edge of lineage, but walking crosses it. */
export interface Tie {
  readonly collection: NodeId;
  readonly version: NodeId;
}

export interface Graph {
  readonly lineage: Lineage;
  readonly ties: readonly Tie[];
  /** Edges that end (upstream) or begin (downstream) at a node. */
  edges(id: NodeId, direction: Direction): readonly Edge[];
  /** Nodes one edge away. */
  neighbours(id: NodeId, direction: Direction): readonly NodeId[];
  /** The collection of a version, the versions of a collection. */
  tied(id: NodeId): readonly NodeId[];
}

/**
 * Indexes a lineage. A version is tied to its own collection where code hangs an edge on the collection because it
 * cannot name the version, and to a collection that is in focus.
 */
export function graphOf(lineage: Lineage, ...focus: readonly NodeId[]): Graph {
  const incoming = new Map<NodeId, Edge[]>();
  const outgoing = new Map<NodeId, Edge[]>();
  for (const edge of lineage.edges) {
    push(outgoing, edge.from, edge);
    push(incoming, edge.to, edge);
  }
  const ties = findTies(lineage, (id) => focus.includes(id) || incoming.has(id) || outgoing.has(id));
  const tied = new Map<NodeId, NodeId[]>();
  for (const { collection, version } of ties) {
    push(tied, collection, version);
    push(tied, version, collection);
  }
  const edges = (id: NodeId, direction: Direction) =>
    (direction === 'upstream' ? incoming : outgoing).get(id) ?? [];
  return {
    lineage,
    ties,
    edges,
    neighbours: (id, direction) =>
      edges(id, direction).map((edge) => (direction === 'upstream' ? edge.from : edge.to)),
    tied: (id) => tied.get(id) ?? [],
  };
}

/**
 * All nodes reachable in one direction within `depth` edges, the start included. Crossing a tie costs nothing: an edge
 * on a collection is one on some version of it. What a tie led to crosses no further tie, so that a version never leads
 * to its siblings.
 */
export function reach(
  graph: Graph,
  start: NodeId,
  direction: Direction,
  depth = Number.POSITIVE_INFINITY,
): ReadonlySet<NodeId> {
  const seen = new Set<NodeId>();
  let ring: readonly NodeId[] = [start];
  for (let step = 0; ring.length > 0; step++) {
    const level = new Set(ring);
    for (const id of ring) for (const other of graph.tied(id)) if (!seen.has(other)) level.add(other);
    for (const id of level) seen.add(id);
    if (step >= depth) break;
    const next = [...level].flatMap((id) => graph.neighbours(id, direction));
    ring = [...new Set(next)].filter((id) => !seen.has(id));
  }
  return seen;
}

/** The part of a lineage on the given nodes, with the edges between them. */
export function restrict(lineage: Lineage, ids: ReadonlySet<NodeId>): Lineage {
  return {
    nodes: new Map([...lineage.nodes].filter(([id]) => ids.has(id))),
    edges: lineage.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to)),
    open: new Set([...lineage.open].filter((id) => ids.has(id))),
  };
}

function findTies(lineage: Lineage, matters: (id: NodeId) => boolean): readonly Tie[] {
  const owners = new Map<string, Collection[]>();
  for (const node of lineage.nodes.values())
    if (node.kind === 'collection' && node.holds === 'own' && matters(node.id)) push(owners, node.name, node);
  return [...lineage.nodes.values()]
    .filter(isVersionNode)
    .flatMap((version) =>
      (owners.get(version.name) ?? [])
        .filter((collection) => compatible(collection, version))
        .map((collection) => ({ collection: collection.id, version: version.id })),
    );
}

function isVersionNode(node: LineageNode): node is ArtifactVersion {
  return node.kind === 'version';
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
