// Gathers nodes of one kind with the same neighbours, such as the runs of a sweep, so that a picture can show one for all.

import { digest } from './digest.ts';
import type { Edge, EdgeKind, LineageNode, NodeId } from './model.ts';

export type ClusterId = `cluster:${string}`;

/** What of a node makes it like another; nodes of a lineage are, and so are the tiles of a map. */
export interface Alike {
  readonly id: NodeId;
  readonly kind: LineageNode['kind'];
  readonly name: string;
  readonly type?: string;
  readonly jobType?: string;
  readonly program?: string;
}

type Line = Pick<Edge, 'kind' | 'from' | 'to'>;

/** A lineage, or a picture of one. */
export interface Web<L extends Line = Line> {
  readonly nodes: ReadonlyMap<NodeId, Alike>;
  readonly edges: readonly L[];
}

export interface Cluster {
  readonly id: ClusterId;
  /** In the order of the lineage, those that are shown on their own left out. */
  readonly members: readonly NodeId[];
  /** What a title is made of, e.g. 38 runs of train.py. */
  readonly kind: LineageNode['kind'];
  readonly count: number;
  /** What all members have in common: a run's program, an artifact's name; its job type or artifact type. */
  readonly name?: string;
  readonly type?: string;
}

/** Edges of one kind between the same two ends, an end being a node or a cluster. */
export interface Bundle<L extends Line = Line> {
  readonly kind: EdgeKind;
  readonly from: NodeId | ClusterId;
  readonly to: NodeId | ClusterId;
  readonly edges: readonly L[];
}

export interface Clustered<L extends Line = Line> {
  readonly clusters: ReadonlyMap<ClusterId, Cluster>;
  /** Nodes that are shown on their own, in the order of the lineage. */
  readonly single: readonly NodeId[];
  readonly bundles: readonly Bundle<L>[];
  /** Where a node is: its cluster, or itself. */
  where(id: NodeId): NodeId | ClusterId;
}

export interface ClusterOptions {
  /** As few as this many of a kind become a cluster. */
  readonly least?: number;
  /** Clusters that are shown as their members. */
  readonly dissolved?: ReadonlySet<ClusterId>;
  /** Nodes shown on their own whatever they are like: the focus, and members pulled out. */
  readonly alone?: ReadonlySet<NodeId>;
}

/**
 * Clusters a lineage. Runs count as alike when what they logged is alike as well: a sweep whose runs each log a model
 * becomes a cluster of runs and one of models. An id depends on the kind and the shared neighbours alone, so a cluster
 * keeps it when members come, go, or are pulled out. Linear but for sorting neighbours.
 */
export function cluster<L extends Line>(lineage: Web<L>, options: ClusterOptions = {}): Clustered<L> {
  const { least = 5, dissolved = new Set(), alone = new Set() } = options;
  const clusters = new Map<ClusterId, Cluster>();
  const place = new Map<NodeId, ClusterId>();
  for (const [key, group] of groups(lineage, least)) {
    const id: ClusterId = `cluster:${digest(key)}`;
    const members = group.filter((node) => !alone.has(node.id));
    if (dissolved.has(id) || members.length < 2) continue;
    clusters.set(id, { id, ...partsOf(members) });
    for (const member of members) place.set(member.id, id);
  }
  const where = (id: NodeId): NodeId | ClusterId => place.get(id) ?? id;
  return {
    clusters,
    single: [...lineage.nodes.keys()].filter((id) => !place.has(id)),
    bundles: bundled(lineage.edges, where),
    where,
  };
}

/** Nodes that are alike, by what makes them so; each node is in one group at most. */
function groups(lineage: Web, least: number): readonly (readonly [string, readonly Alike[]])[] {
  const around = neighbourhoods(lineage);
  const families = new Map<string, Alike[]>();
  for (const node of lineage.nodes.values()) {
    const family = node.kind === 'run' ? familyKey(node, around, lineage) : undefined;
    if (family !== undefined) push(families, family, node);
  }
  const result: (readonly [string, readonly Alike[]])[] = [];
  const taken = new Set<NodeId>();
  const take = (key: string, group: readonly Alike[]) => {
    if (group.length < least) return;
    result.push([key, group]);
    for (const { id } of group) taken.add(id);
  };
  for (const [family, runs] of families) {
    take(family, runs);
    if (runs.length < least) continue;
    const outputs = new Map<string, Alike[]>();
    for (const run of runs)
      for (const output of ownOutputs(run.id, around, lineage))
        push(outputs, `${outputKey(output, around)} of ${family}`, output);
    for (const [key, group] of outputs) take(key, group);
  }
  const rest = new Map<string, Alike[]>();
  for (const node of lineage.nodes.values())
    if (!taken.has(node.id) && (around.into.has(node.id) || around.out.has(node.id)))
      push(rest, `${sortOf(node)} ${linesInto(around, node.id)} → ${linesOut(around, node.id)}`, node);
  for (const [key, group] of rest) take(key, group);
  return result;
}

/** The edges that end and those that begin at each node. */
interface Around {
  readonly into: ReadonlyMap<NodeId, readonly Line[]>;
  readonly out: ReadonlyMap<NodeId, readonly Line[]>;
}

function neighbourhoods({ edges }: Web): Around {
  const into = new Map<NodeId, Line[]>();
  const out = new Map<NodeId, Line[]>();
  for (const edge of edges) {
    push(into, edge.to, edge);
    push(out, edge.from, edge);
  }
  return { into, out };
}

/** What a run reads, and what its outputs are like; undefined for one without neighbours. */
function familyKey(run: Alike, around: Around, lineage: Web): string | undefined {
  if (!around.into.has(run.id) && !around.out.has(run.id)) return undefined;
  const own = ownOutputs(run.id, around, lineage);
  const ids = new Set(own.map(({ id }) => id));
  const shared = (around.out.get(run.id) ?? []).filter(({ to }) => !ids.has(to));
  const outputs = own.map((output) => outputKey(output, around)).sort();
  return [sortOf(run), linesInto(around, run.id), '→', ...shared.map(lineTo).sort(), ...outputs].join(' ');
}

/** Versions that this run alone logged. */
function ownOutputs(run: NodeId, { into, out }: Around, { nodes }: Web): readonly Alike[] {
  return (out.get(run) ?? []).flatMap(({ to, kind }) => {
    const node = nodes.get(to);
    return kind === 'logged' && node?.kind === 'version' && into.get(to)?.length === 1 ? [node] : [];
  });
}

function outputKey(version: Alike, around: Around): string {
  return `(${sortOf(version)} ${linesOut(around, version.id)})`;
}

/** Kind and type: people see two kinds of runs in those that train and those that evaluate. */
function sortOf(node: Alike): string {
  return JSON.stringify([node.kind, typeOf(node) ?? '']);
}

function typeOf(node: Alike): string | undefined {
  if (node.kind === 'run') return node.jobType;
  return node.kind === 'script' ? undefined : node.type;
}

function linesInto({ into }: Around, id: NodeId): string {
  return (into.get(id) ?? []).map(lineFrom).sort().join(' ');
}

function linesOut({ out }: Around, id: NodeId): string {
  return (out.get(id) ?? []).map(lineTo).sort().join(' ');
}

function lineTo({ kind, to }: Line): string {
  return JSON.stringify([kind, to]);
}

function lineFrom({ kind, from }: Line): string {
  return JSON.stringify([kind, from]);
}

function partsOf(members: readonly Alike[]): Omit<Cluster, 'id'> {
  const names = new Set(members.map((node) => (node.kind === 'run' ? node.program : node.name)));
  const types = new Set(members.map(typeOf));
  const [name] = names.size === 1 ? names : [];
  const [type] = types.size === 1 ? types : [];
  return {
    members: members.map(({ id }) => id),
    kind: members[0]?.kind ?? 'run',
    count: members.length,
    ...(name !== undefined && { name }),
    ...(type !== undefined && { type }),
  };
}

function bundled<L extends Line>(edges: readonly L[], where: Clustered['where']): readonly Bundle<L>[] {
  const bundles = new Map<string, Bundle<L> & { readonly edges: L[] }>();
  for (const edge of edges) {
    const [from, to] = [where(edge.from), where(edge.to)];
    const key = `${edge.kind} ${from} ${to}`;
    const known = bundles.get(key);
    if (known) known.edges.push(edge);
    else bundles.set(key, { kind: edge.kind, from, to, edges: [edge] });
  }
  return [...bundles.values()];
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
