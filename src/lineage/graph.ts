// An indexed lineage: neighbours, true ancestors and descendants; survives cycles.

import { compatible } from './identity.ts';
import type { Collection, Edge, Lineage, LineageNode, NodeId } from './model.ts';
import { atOnce, type Steps } from './steps.ts';

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

/** What of a graph does not depend on what is in focus. Edges are told by their position, artifacts by their ids. */
interface Index {
  incoming(id: NodeId): readonly number[];
  outgoing(id: NodeId): readonly number[];
  versions(name: string): readonly NodeId[];
  /** Collections of that name whose versions are made in them. */
  owners(name: string): readonly NodeId[];
  names(): Iterable<string>;
}

const indexes = new WeakMap<Lineage, Index>();

/**
 * Indexes a lineage, once. A version is tied to its own collection where code hangs an edge on the collection because it
 * cannot name the version, and to a collection that is in focus.
 */
export function graphOf(lineage: Lineage, ...focus: readonly NodeId[]): Graph {
  const index = indexOf(lineage);
  const positions = (id: NodeId, direction: Direction) =>
    direction === 'upstream' ? index.incoming(id) : index.outgoing(id);
  const edges = (id: NodeId, direction: Direction) =>
    positions(id, direction).flatMap((position) => lineage.edges[position] ?? []);
  const matters = ({ id }: Collection) =>
    focus.includes(id) || index.incoming(id).length > 0 || index.outgoing(id).length > 0;
  const ownersOf = (name: string) =>
    index.owners(name).flatMap((id) => {
      const node = lineage.nodes.get(id);
      return node?.kind === 'collection' && matters(node) ? [node] : [];
    });
  const versionsOf = (owner: Collection) =>
    index.versions(owner.name).filter((id) => {
      const version = lineage.nodes.get(id);
      return version?.kind === 'version' && compatible(owner, version);
    });
  return {
    lineage,
    get ties() {
      return [...index.names()]
        .flatMap(ownersOf)
        .flatMap((owner) => versionsOf(owner).map((version) => ({ collection: owner.id, version })));
    },
    edges,
    neighbours: (id, direction) =>
      edges(id, direction).map((edge) => (direction === 'upstream' ? edge.from : edge.to)),
    tied(id) {
      const node = lineage.nodes.get(id);
      if (node?.kind === 'collection') return matters(node) && node.holds === 'own' ? versionsOf(node) : [];
      if (node?.kind !== 'version') return [];
      return ownersOf(node.name)
        .filter((owner) => compatible(owner, node))
        .map((owner) => owner.id);
    },
  };
}

/**
 * Tells that a lineage is another one with edges added behind its own and these nodes among its own, none of them under
 * another id: then only what was added is indexed.
 */
export function graphedAs(base: Lineage, lineage: Lineage, added: Iterable<LineageNode>): void {
  const own = indexOf(base);
  const more = atOnce(
    indexOver(
      [...added].filter(({ id }) => !base.nodes.has(id)),
      lineage.edges.slice(base.edges.length),
      base.edges.length,
    ),
  );
  const both =
    <K, V>(ask: (index: Index, key: K) => readonly V[]) =>
    (key: K) => {
      const extra = ask(more, key);
      return extra.length === 0 ? ask(own, key) : [...ask(own, key), ...extra];
    };
  indexes.set(lineage, {
    incoming: both((index, id: NodeId) => index.incoming(id)),
    outgoing: both((index, id: NodeId) => index.outgoing(id)),
    versions: both((index, name: string) => index.versions(name)),
    owners: both((index, name: string) => index.owners(name)),
    names: () => new Set([...own.names(), ...more.names()]),
  });
}

function indexOf(lineage: Lineage): Index {
  return atOnce(graphSteps(lineage));
}

/** Indexes a lineage in steps, so that `graphOf` has the index at once. */
export function* graphSteps(lineage: Lineage): Steps<Index> {
  const known = indexes.get(lineage);
  if (known) return known;
  const made = yield* indexOver(lineage.nodes.values(), lineage.edges, 0);
  indexes.set(lineage, made);
  return made;
}

function* indexOver(nodes: Iterable<LineageNode>, edges: readonly Edge[], first: number): Steps<Index> {
  const incoming = new Map<NodeId, number[]>();
  const outgoing = new Map<NodeId, number[]>();
  for (const [index, { from, to }] of edges.entries()) {
    push(outgoing, from, first + index);
    push(incoming, to, first + index);
    yield;
  }
  const versions = new Map<string, NodeId[]>();
  const owners = new Map<string, NodeId[]>();
  for (const node of nodes) {
    if (node.kind === 'version') push(versions, node.name, node.id);
    if (node.kind === 'collection' && node.holds === 'own') push(owners, node.name, node.id);
    yield;
  }
  return {
    incoming: (id) => incoming.get(id) ?? [],
    outgoing: (id) => outgoing.get(id) ?? [],
    versions: (name) => versions.get(name) ?? [],
    owners: (name) => owners.get(name) ?? [],
    names: () => owners.keys(),
  };
}

/**
 * All nodes reachable in one direction within `depth` edges, the start included. Crossing a tie costs nothing: an edge
 * on a collection is one on some version of it. What a tie led to crosses no further tie, so that a version never leads
 * to its siblings.
 */
export function reach(
  graph: Pick<Graph, 'neighbours' | 'tied'>,
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

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
