// The nouns of lineage: runs, artifact versions, collections, scripts, the edges between them, and their ids.

import type { Sentence } from './sentence.ts';

export type RunId = `run:${string}`;
export type VersionId = `version:${string}`;
export type CollectionId = `collection:${string}`;
export type ScriptId = `script:${string}`;
export type NodeId = RunId | VersionId | CollectionId | ScriptId;

/** Where a run or artifact lives. A missing part is unknown, not empty. */
export interface Scope {
  readonly entity?: string;
  readonly project?: string;
  /** The tracker's server, where several are read: each may have projects of the same names. */
  readonly server?: string;
}

/** A project of which both parts are known. */
export type WholeScope = Required<Pick<Scope, 'entity' | 'project'>>;

/** A place in a file: `cell` is the index among all cells of a notebook, null in a plain file. */
export interface Place {
  readonly path: string;
  readonly cell: number | null;
  readonly range: Range;
}

/** 0-based line and UTF-16 character, end exclusive, as VS Code counts. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Which tracker said something, and when it was read (milliseconds since 1970). */
export interface Source {
  readonly label: string;
  readonly readAt: number;
}

export type RunState = 'running' | 'finished' | 'failed' | 'crashed' | 'killed' | 'pending' | 'unknown';
export type VersionState = 'pending' | 'committed' | 'deleted' | 'unknown';

interface Known {
  /** Trackers that recorded this node; empty when only code declares it. */
  readonly recorded: readonly Source[];
  /** Lines of code that declare it. */
  readonly declared: readonly Place[];
  /** Other ids of the same thing, e.g. without its entity, or by a tracker's own key. */
  readonly also: readonly NodeId[];
  /** What could not be read or is out of the ordinary. */
  readonly notes: readonly Sentence[];
}

export interface Run extends Known, Scope {
  readonly kind: 'run';
  readonly id: RunId;
  /** The tracker's own short id, e.g. `abcd1234`. */
  readonly key: string;
  /** What people call it, e.g. `vague-morning-5`. */
  readonly name: string;
  readonly state: RunState;
  readonly jobType?: string;
  readonly group?: string;
  /** The sweep that started it, by the tracker's own id. */
  readonly sweep?: string;
  readonly tags?: readonly string[];
  readonly runNotes?: string;
  readonly user?: string;
  readonly host?: string;
  /** Milliseconds since 1970. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly exitCode?: number;
  /** The script as the tracker wrote it down, relative to the repository or the working folder. */
  readonly program?: string;
  readonly args?: readonly string[];
  /** The absolute path of the copy of the script that the run kept. */
  readonly savedCode?: string;
  readonly commit?: string;
  readonly remote?: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly summary?: Readonly<Record<string, unknown>>;
  /**
   * Kinds of edges that no source of this run could have recorded: an online run's folder does not hold what it
   * logged or linked, an offline run's does not hold what it linked. Absent when a source sees all.
   */
  readonly blindTo?: readonly EdgeKind[];
  /** Names of the metrics that it logged last, the latest last. */
  readonly metrics?: readonly string[];
  readonly tables?: readonly LoggedTable[];
  /** The run, by its key, and the step that it went on from as a run of its own. */
  readonly forkedFrom?: { readonly key: string; readonly step: number };
  /** The run's page in its tracker. */
  readonly url?: string;
  /** Records of its log that were damaged and are not shown. */
  readonly damaged?: number;
  /** The folder on disk that it was read from. */
  readonly folder?: string;
  /** The workspace's script that it executed is another one now. */
  readonly scriptChanged?: true;
}

/** A table that a run logged beside its metrics. */
export interface LoggedTable {
  /** The name under which it was logged. */
  readonly name: string;
  /** Where it lies, relative to the run's folder. */
  readonly path?: string;
  readonly rows?: number;
  readonly columns?: number;
}

export interface ArtifactVersion extends Known, Scope {
  readonly kind: 'version';
  readonly id: VersionId;
  /** The collection's name, without scope and version. */
  readonly name: string;
  readonly type?: string;
  /** `v0`, `v1`, …; absent when the tracker does not say. */
  readonly version?: string;
  readonly aliases: readonly string[];
  /** Aliases that it has where it is linked to, each as `collection:alias`. */
  readonly linkAliases?: readonly string[];
  readonly tags?: readonly string[];
  readonly state: VersionState;
  /** Who made it, where that was no run. */
  readonly author?: string;
  /** When its tracker deletes it, milliseconds since 1970. */
  readonly expiresAt?: number;
  readonly digest?: string;
  /** Bytes. */
  readonly size?: number;
  readonly fileCount?: number;
  readonly createdAt?: number;
  readonly description?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly url?: string;
}

export interface Collection extends Known, Scope {
  readonly kind: 'collection';
  readonly id: CollectionId;
  readonly name: string;
  readonly type?: string;
  /** `own`: versions are made here; `linked`: a registry collection or registered model. */
  readonly holds: 'own' | 'linked';
  readonly url?: string;
}

export interface Script extends Known {
  readonly kind: 'script';
  readonly id: ScriptId;
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  /** The last part of the path. */
  readonly name: string;
}

export type LineageNode = Run | ArtifactVersion | Collection | Script;

export type EdgeKind = 'used' | 'logged' | 'linked';

/** `from` is always upstream of `to`: used = artifact → run, logged = run → artifact, linked = artifact → collection. */
export interface Edge {
  readonly kind: EdgeKind;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly declared: readonly Place[];
  readonly recorded: readonly Source[];
  /** Aliases, not versions, by which the code of the run asked for what it used. */
  readonly askedAs?: readonly string[];
}

export interface Lineage {
  readonly nodes: ReadonlyMap<NodeId, LineageNode>;
  readonly edges: readonly Edge[];
  /** Nodes not yet asked about: a cut-off graph never looks complete. */
  readonly open: ReadonlySet<NodeId>;
}

export const emptyLineage: Lineage = { nodes: new Map(), edges: [], open: new Set() };

/** A part of an id that is unknown. `?` cannot stand in an entity's or project's name. */
const unknown = '?';

function scoped({ entity, project, server }: Scope): string {
  return `${server ? serverPrefix(server) : ''}${entity || unknown}/${project || unknown}`;
}

/** What the ids of one of several servers begin with, after their kind. `!` cannot stand in an entity's name. */
export function serverPrefix(server: string): string {
  return `${server}!`;
}

export function runId(scope: Scope, key: string): RunId {
  return `run:${scoped(scope)}/${key}`;
}

export function versionId(scope: Scope, name: string, version: string): VersionId {
  return `version:${scoped(scope)}/${name}:${version}`;
}

export function collectionId(scope: Scope, name: string): CollectionId {
  return `collection:${scoped(scope)}/${name}`;
}

export function scriptId(path: string): ScriptId {
  return `script:${path}`;
}

/** Builds a lineage from lists; a later node with the same id replaces an earlier one. */
export function lineageOf(
  nodes: Iterable<LineageNode>,
  edges: readonly Edge[],
  open: Iterable<NodeId> = [],
): Lineage {
  return { nodes: new Map([...nodes].map((node) => [node.id, node])), edges, open: new Set(open) };
}
