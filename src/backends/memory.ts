// A backend over a lineage that is held in memory: what lineage files and local folders answer with.

import { graphOf } from '../lineage/graph.ts';
import { compatible, scopeOf } from '../lineage/identity.ts';
import {
  type ArtifactVersion,
  type Collection,
  collectionId,
  type Lineage,
  type LineageNode,
  type NodeId,
  type Run,
} from '../lineage/model.ts';
import type { ArtifactName } from '../lineage/name.ts';
import { newestFirst } from '../lineage/newestFirst.ts';
import type { Sentence } from '../lineage/sentence.ts';
import type { Steps } from '../lineage/steps.ts';
import type { Backend, SourceKind } from './backend.ts';
import { inTurns } from './pace.ts';
import { untilAborted } from './shared.ts';

export interface Loaded {
  readonly lineage: Lineage;
  readonly problems: readonly Sentence[];
}

/** A backend over whatever `load` gives; it is asked on every question and is expected to cache. */
export function memoryBackend(
  kind: SourceKind,
  label: string,
  load: (signal: AbortSignal) => Promise<Loaded>,
): Backend {
  const nodes = async (signal: AbortSignal) => [...(await load(signal)).lineage.nodes.values()];
  return {
    kind,
    label,
    collections: async (_cursor, signal) => ({
      items: (await artifactsIn((await load(signal)).lineage, signal)).collections,
    }),
    versions: async (collection, _cursor, signal) => ({
      items: versionsOf((await load(signal)).lineage, collection),
    }),
    runs: async (_cursor, signal) => ({ items: (await nodes(signal)).filter(isRun).sort(byStart) }),
    find: async (name, signal) => findIn(await artifactsIn((await load(signal)).lineage, signal), name),
    findRuns: async (name, signal) =>
      (await nodes(signal)).filter(isRun).filter((run) => run.name === name || run.key === name),
    around: async (ids, signal) => oneStep((await load(signal)).lineage, ids),
    problems: async (signal) => (await load(signal)).problems.map((text) => ({ text })),
    whole: async (signal) => (await load(signal)).lineage,
  };
}

/** Everything one step from the given nodes: their edges, what these lead to, and what they are tied to. */
export function oneStep(lineage: Lineage, ids: readonly NodeId[]): Lineage {
  const also = otherIds(lineage);
  const asked = [
    ...new Set(ids.flatMap((id) => [...(lineage.nodes.has(id) ? [id] : []), ...(also.get(id) ?? [])])),
  ];
  const graph = graphOf(lineage, ...asked.filter((id) => id.startsWith('collection:')));
  const near = new Set(asked.flatMap((id) => [id, ...graph.tied(id)]));
  const edges = new Set(
    [...near].flatMap((id) => [...graph.edges(id, 'upstream'), ...graph.edges(id, 'downstream')]),
  );
  const reached = new Set([...near, ...[...edges].flatMap((edge) => [edge.from, edge.to])]);
  return {
    nodes: new Map(
      [...reached].flatMap((id) => {
        const node = lineage.nodes.get(id);
        return node ? [[id, node] as const] : [];
      }),
    ),
    edges: [...edges],
    open: new Set([...reached].filter((id) => lineage.open.has(id))),
  };
}

/** The ids of nodes by the ids that they have beside their own. */
const others = new WeakMap<Lineage, ReadonlyMap<NodeId, readonly NodeId[]>>();

function otherIds(lineage: Lineage): ReadonlyMap<NodeId, readonly NodeId[]> {
  const known = others.get(lineage);
  if (known) return known;
  const made = new Map<NodeId, NodeId[]>();
  for (const node of lineage.nodes.values()) for (const id of node.also) push(made, id, node.id);
  others.set(lineage, made);
  return made;
}

/** The artifacts of a lineage by the names of their collections. */
interface Artifacts {
  readonly versions: ReadonlyMap<string, readonly ArtifactVersion[]>;
  readonly collections: readonly Collection[];
}

const artifacts = new WeakMap<Lineage, Promise<Artifacts>>();
const untilDone = new AbortController().signal;

/** Once for a lineage, in turns; all who ask meanwhile wait for the same work. */
function artifactsIn(lineage: Lineage, signal: AbortSignal): Promise<Artifacts> {
  const made = artifacts.get(lineage) ?? inTurns(artifactSteps(lineage), untilDone);
  artifacts.set(lineage, made);
  return untilAborted(made, signal);
}

function* artifactSteps(lineage: Lineage): Steps<Artifacts> {
  const versions = new Map<string, ArtifactVersion[]>();
  const nodes = [...lineage.nodes.values()];
  for (const node of nodes) if (node.kind === 'version') push(versions, node.name, node);
  yield;
  return { versions, collections: yield* collectionsOf(nodes) };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The collections that are there, and those that only their versions speak of. */
function* collectionsOf(nodes: readonly LineageNode[]): Steps<readonly Collection[]> {
  const known = nodes.filter((node): node is Collection => node.kind === 'collection');
  const named = new Map<string, Collection[]>();
  for (const collection of known)
    named.set(collection.name, [...(named.get(collection.name) ?? []), collection]);
  const implied = new Map<NodeId, Collection>();
  for (const node of nodes) {
    yield;
    if (node.kind !== 'version' || named.get(node.name)?.some((collection) => belongs(node, collection)))
      continue;
    const id = collectionId(node, node.name);
    if (!implied.has(id)) implied.set(id, { ...ownCollection(node), id });
  }
  return [...known, ...implied.values()];
}

function ownCollection(version: ArtifactVersion): Collection {
  const { name, type } = version;
  return {
    kind: 'collection',
    id: collectionId(version, name),
    ...scopeOf(version),
    name,
    ...(type && { type }),
    holds: 'own',
    recorded: version.recorded,
    declared: [],
    also: [],
    notes: [],
  };
}

/** The versions that are made in a collection, or linked to it; newest first. */
function versionsOf(lineage: Lineage, collection: Collection): readonly ArtifactVersion[] {
  const ids = new Set([collection.id, ...collection.also]);
  const linked = new Set(
    lineage.edges.filter(({ kind, to }) => kind === 'linked' && ids.has(to)).map(({ from }) => from),
  );
  return [...lineage.nodes.values()]
    .filter((node): node is ArtifactVersion => node.kind === 'version')
    .filter((node) => linked.has(node.id) || belongs(node, collection))
    .sort(newestFirst);
}

function belongs(version: ArtifactVersion, collection: Collection): boolean {
  return collection.holds === 'own' && version.name === collection.name && compatible(version, collection);
}

function findIn(
  { versions, collections }: Artifacts,
  name: ArtifactName,
): ArtifactVersion | Collection | undefined {
  const { collection, alias } = name;
  if (alias === undefined)
    return collections.find((node) => node.name === collection && compatible(node, name));
  return versions
    .get(collection)
    ?.find((node) => compatible(node, name) && (node.version === alias || node.aliases.includes(alias)));
}

function isRun(node: LineageNode): node is Run {
  return node.kind === 'run';
}

const byStart = (a: Run, b: Run) => (b.startedAt ?? 0) - (a.startedAt ?? 0);
