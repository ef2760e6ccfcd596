// Compares two versions or two runs: what each was made of, with which values, by which commit, and of which files.

import { type Changes, changes, type Value, valueChanges } from './changes.ts';
import { type Graph, graphOf, reach } from './graph.ts';
import { compatible } from './identity.ts';
import {
  type ArtifactVersion,
  collectionId,
  type Lineage,
  type LineageNode,
  type NodeId,
  type Run,
  type Scope,
} from './model.ts';
import { newestFirst } from './newestFirst.ts';

export interface Comparison {
  readonly before: LineageNode;
  readonly after: LineageNode;
  /** What the runs, or the runs that made the versions, used; another version of an artifact is a change of it. */
  readonly inputs: Changes<LineageNode>;
  /** All that came before, and the two themselves: for one picture of both. */
  readonly marks: ReadonlyMap<NodeId, Mark>;
  readonly config: Changes<Value>;
  readonly summary: Changes<Value>;
  readonly metadata: Changes<Value>;
  /** Single facts that differ; one that is not known on a side is absent there. */
  readonly facts: readonly FactChange[];
  /** Absent when the files of either are not known. */
  readonly files?: Changes<FileEntry>;
}

/** `before` and `after`: upstream of one alone; a `changed` node stands for another version or run on the other side. */
export type Mark = 'both' | 'before' | 'after' | 'changed';

export interface FactChange {
  readonly fact: (typeof facts)[number];
  readonly before?: string | number;
  readonly after?: string | number;
}

/** A file of an artifact and a digest of what is in it. */
export interface FileEntry {
  readonly path: string;
  readonly digest: string;
}

export interface Files {
  readonly before: readonly FileEntry[];
  readonly after: readonly FileEntry[];
}

const facts = [
  'commit',
  'remote',
  'program',
  'jobType',
  'state',
  'type',
  'digest',
  'size',
  'fileCount',
] as const;

/** Undefined when either is not in the lineage. Two of different kinds are compared by how they came to be. */
export function compare(
  lineage: Lineage,
  before: NodeId,
  after: NodeId,
  files?: Files,
): Comparison | undefined {
  const [old, fresh] = [lineage.nodes.get(before), lineage.nodes.get(after)];
  if (!old || !fresh) return undefined;
  const graph = graphOf(lineage);
  const [oldRuns, freshRuns] = [makers(graph, old), makers(graph, fresh)];
  const [oldRun, freshRun] = [oldRuns[0], freshRuns[0]];
  return {
    before: old,
    after: fresh,
    inputs: nodeChanges(usedBy(graph, oldRuns), usedBy(graph, freshRuns)),
    marks: marksOf(graph, before, after),
    config: valueChanges(oldRun?.config, freshRun?.config),
    summary: valueChanges(oldRun?.summary, freshRun?.summary),
    metadata: valueChanges(metadataOf(old), metadataOf(fresh)),
    facts: factChanges([oldRun, old], [freshRun, fresh]),
    ...(files && { files: fileChanges(files) }),
  };
}

/** The version that an alias or a version number of a name stands for; the newest of several in unknown scopes. */
export function versionNamed(
  { nodes }: Lineage,
  name: string,
  alias: string,
  scope: Scope = {},
): ArtifactVersion | undefined {
  return [...nodes.values()]
    .flatMap((node) =>
      node.kind === 'version' && node.name === name && compatible(node, scope) ? [node] : [],
    )
    .filter(({ version, aliases }) => version === alias || aliases.includes(alias))
    .sort(newestFirst)[0];
}

function makers(graph: Graph, node: LineageNode): readonly Run[] {
  if (node.kind === 'run') return [node];
  return graph.neighbours(node.id, 'upstream').flatMap((id) => {
    const maker = graph.lineage.nodes.get(id);
    return maker?.kind === 'run' ? [maker] : [];
  });
}

function usedBy(graph: Graph, runs: readonly Run[]): readonly LineageNode[] {
  const ids = new Set(runs.flatMap(({ id }) => graph.neighbours(id, 'upstream')));
  return [...ids].flatMap((id) => graph.lineage.nodes.get(id) ?? []);
}

function nodeChanges(before: readonly LineageNode[], after: readonly LineageNode[]): Changes<LineageNode> {
  return changes(keyed(before), keyed(after), (a, b) => a.id === b.id);
}

/** By what stays the same from one version, or one run, to the next; several of one key are numbered. */
function keyed(nodes: readonly LineageNode[]): ReadonlyMap<string, LineageNode> {
  const counts = new Map<string, number>();
  return new Map(
    nodes.map((node) => {
      const key = keyOf(node);
      const count = counts.get(key) ?? 0;
      counts.set(key, count + 1);
      return [`${key} ${count}`, node];
    }),
  );
}

function keyOf(node: LineageNode): string {
  if (node.kind === 'run') return JSON.stringify([node.kind, node.jobType, node.program]);
  if (node.kind === 'script') return node.id;
  return `${node.kind} ${collectionId(node, node.name)}`;
}

function marksOf(graph: Graph, before: NodeId, after: NodeId): ReadonlyMap<NodeId, Mark> {
  const [old, fresh] = [reach(graph, before, 'upstream'), reach(graph, after, 'upstream')];
  const alone = (own: ReadonlySet<NodeId>, other: ReadonlySet<NodeId>) =>
    [...own].flatMap((id) => (other.has(id) ? [] : (graph.lineage.nodes.get(id) ?? [])));
  const { added, removed, changed } = nodeChanges(alone(old, fresh), alone(fresh, old));
  return new Map<NodeId, Mark>([
    ...[...old].filter((id) => fresh.has(id)).map((id) => [id, 'both'] as const),
    ...removed.map(({ id }) => [id, 'before'] as const),
    ...added.map(({ id }) => [id, 'after'] as const),
    ...changed.flatMap((pair) => [[pair.before.id, 'changed'] as const, [pair.after.id, 'changed'] as const]),
  ]);
}

function metadataOf(node: LineageNode): Readonly<Record<string, unknown>> | undefined {
  return node.kind === 'version' ? node.metadata : undefined;
}

/** A node's own facts win over those of the run that made it. */
function factChanges(
  before: readonly (LineageNode | undefined)[],
  after: readonly (LineageNode | undefined)[],
): readonly FactChange[] {
  const [old, fresh] = [before, after].map(
    (nodes) => Object.assign({}, ...nodes) as Readonly<Record<string, unknown>>,
  );
  return facts.flatMap((fact): FactChange[] => {
    const [a, b] = [plain(old?.[fact]), plain(fresh?.[fact])];
    if (a === b) return [];
    return [{ fact, ...(a !== undefined && { before: a }), ...(b !== undefined && { after: b }) }];
  });
}

function plain(value: unknown): string | number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

function fileChanges({ before, after }: Files): Changes<FileEntry> {
  const byPath = (entries: readonly FileEntry[]) => new Map(entries.map((entry) => [entry.path, entry]));
  return changes(byPath(before), byPath(after), (a, b) => a.digest === b.digest);
}
