// Merges a little into much: only what the additions touch is looked at again.

import { graphedAs } from './graph.ts';
import { identityKey } from './identity.ts';
import { edgeKey, type Merged, mergeEdge, mergeSteps, type Rank, ranked, unify } from './merge.ts';
import { mergeNodes } from './mergeNodes.ts';
import type { Edge, Lineage, LineageNode, NodeId } from './model.ts';
import { atOnce, each, type Steps } from './steps.ts';

/** A lineage by what makes its nodes and edges the same as others. */
interface Index {
  /** The ids of the nodes that go by an id, as their own or beside it. */
  readonly ids: ReadonlyMap<NodeId, readonly NodeId[]>;
  readonly keys: ReadonlyMap<string, readonly NodeId[]>;
  readonly positions: ReadonlyMap<NodeId, number>;
  readonly edges: ReadonlyMap<string, number>;
}

const indexes = new WeakMap<Lineage, Index>();

/**
 * The same as `merge([base, ...additions], rank)`, for a `base` that came of a merge itself. The first call for a base indexes
 * it; then the time goes with the size of the additions, but for copying two lists.
 */
export function mergeInto(base: Lineage, additions: readonly Lineage[], rank?: Rank): Merged {
  return atOnce(mergeIntoSteps(base, additions, rank));
}

export function* mergeIntoSteps(
  base: Lineage,
  additions: readonly Lineage[],
  rank: Rank = () => 0,
): Steps<Merged> {
  const index = yield* indexOf(base);
  const known = (id: NodeId) => (base.nodes.has(id) ? id : (index.ids.get(id)?.[0] ?? id));
  if (additions.every(({ nodes, edges, open }) => nodes.size + edges.length + open.size === 0))
    return { lineage: base, canonical: known };
  const added = additions.flatMap((lineage) => [...lineage.nodes.values()]);
  const touched = touchedBy(added, base, index);
  const groups = yield* each(yield* unify([...touched, ...added]), (group) =>
    mergeNodes(ranked(group, rank)),
  );
  const ids = new Set(groups.map(({ id }) => id));
  // Where a node takes another id or becomes one with another, edges all over change their ends.
  if (touched.some(({ id }) => !ids.has(id))) return yield* mergeSteps([base, ...additions], rank);

  const names = new Map<NodeId, NodeId>();
  for (const node of groups)
    for (const id of [node.id, ...node.also]) if (!names.has(id)) names.set(id, node.id);
  const canonical = (id: NodeId) => names.get(id) ?? known(id);
  const nodes = new Map(base.nodes);
  for (const node of groups) nodes.set(node.id, node);
  const open = additions.flatMap((lineage) => [...lineage.open].map(canonical));
  const lineage = {
    nodes,
    edges: yield* withEdges(base.edges, index.edges, additions, canonical),
    open: open.every((id) => base.open.has(id)) ? base.open : new Set([...base.open, ...open]),
  };
  graphedAs(base, lineage, groups);
  return { lineage, canonical };
}

/** Tells that a lineage has the nodes and edges of another, in the same order, and differs only in what is said of them. */
export function indexedAs(like: Lineage, lineage: Lineage): Lineage {
  indexes.set(lineage, atOnce(indexOf(like)));
  graphedAs(like, lineage, []);
  return lineage;
}

/** The nodes of the base that share an id or a name with what is added, or with another such node; in their order. */
function touchedBy(added: readonly LineageNode[], base: Lineage, index: Index): readonly LineageNode[] {
  const found = new Set<NodeId>();
  const queue = [...added];
  for (let node = queue.pop(); node; node = queue.pop()) {
    const key = identityKey(node);
    const others = [
      ...[node.id, ...node.also].flatMap((id) => index.ids.get(id) ?? []),
      ...((key !== undefined && index.keys.get(key)) || []),
    ];
    for (const id of others) {
      const other = base.nodes.get(id);
      if (!other || found.has(id)) continue;
      found.add(id);
      queue.push(other);
    }
  }
  const position = (id: NodeId) => index.positions.get(id) ?? 0;
  return [...found].sort((a, b) => position(a) - position(b)).flatMap((id) => base.nodes.get(id) ?? []);
}

function* withEdges(
  edges: readonly Edge[],
  positions: ReadonlyMap<string, number>,
  additions: readonly Lineage[],
  canonical: (id: NodeId) => NodeId,
): Steps<readonly Edge[]> {
  const all = [...edges];
  const fresh = new Map<string, number>();
  for (const edge of additions.flatMap((lineage) => lineage.edges)) {
    const key = edgeKey(edge, canonical);
    const at = positions.get(key) ?? fresh.get(key) ?? all.length;
    if (at === all.length) fresh.set(key, at);
    all[at] = mergeEdge(all[at], edge, canonical);
    yield;
  }
  return all;
}

function* indexOf(lineage: Lineage): Steps<Index> {
  const known = indexes.get(lineage);
  if (known) return known;
  const ids = new Map<NodeId, NodeId[]>();
  const keys = new Map<string, NodeId[]>();
  const positions = new Map<NodeId, number>();
  const edges = new Map<string, number>();
  for (const node of lineage.nodes.values()) {
    positions.set(node.id, positions.size);
    for (const id of new Set([node.id, ...node.also])) push(ids, id, node.id);
    const key = identityKey(node);
    if (key !== undefined) push(keys, key, node.id);
    yield;
  }
  for (const [position, edge] of lineage.edges.entries()) {
    edges.set(
      edgeKey(edge, (id) => id),
      position,
    );
    yield;
  }
  const made = { ids, keys, positions, edges };
  indexes.set(lineage, made);
  return made;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
