// A state that grows by whole runs and versions: what generated projects are made of.
import {
  type ArtifactRow,
  type CollectionRow,
  emptyState,
  globalId,
  type RunRow,
  type State,
} from './state.ts';

export interface Grown {
  readonly state: State;
  /** The id of a project, made when it is new. */
  project(entity: string, name: string): string;
  /** Times are ISO 8601. */
  run(project: string, name: string, startedAt: string, facts: Partial<RunRow>): RunRow;
  collection(project: string, kind: CollectionRow['kind'], name: string, type: string): CollectionRow;
  /** A committed version, `latest` of its collection; gives its id. */
  version(sequence: CollectionRow, by: RunRow | undefined, at: string): string;
  link(artifact: string, portfolio: CollectionRow, at: string): void;
}

export function grow(): Grown {
  const state = emptyState();
  const projects = new Map<string, string>();
  const collections = new Map<string, CollectionRow>();
  /** The newest member of each collection. */
  const newest = new Map<string, { versionIndex: number; aliases: string[] }>();
  const fresh = (type: string) => globalId(type, ++state.lastId);

  function member(collection: CollectionRow, artifact: string, createdAt: string): number {
    const before = newest.get(collection.id);
    if (before) before.aliases = [];
    const versionIndex = (before?.versionIndex ?? -1) + 1;
    const id = fresh('ArtifactCollectionMembership');
    const row = { id, collection: collection.id, artifact, versionIndex, aliases: ['latest'], createdAt };
    state.memberships.push(row);
    newest.set(collection.id, row);
    return versionIndex;
  }

  return {
    state,
    project(entity, name) {
      const known = projects.get(`${entity}/${name}`);
      if (known) return known;
      const id = fresh('Project');
      const row = { id, number: state.lastId, entity, name, createdAt: begun, description: null };
      state.projects.push(row);
      projects.set(`${entity}/${name}`, id);
      return id;
    },
    run(project, name, startedAt, facts) {
      const row = { ...blank, id: fresh('Run'), project, name, createdAt: startedAt, heartbeatAt: startedAt };
      const run: RunRow = { ...row, displayName: name, used: [], logged: [], files: {}, tags: [], ...facts };
      state.runs.push(run);
      return run;
    },
    collection(project, kind, name, type) {
      const known = collections.get(`${project}/${name}`);
      if (known) return known;
      const id = fresh('ArtifactCollection');
      const row: CollectionRow = { id, kind, project, name, type, description: null, createdAt: begun };
      state.collections.push(row);
      collections.set(`${project}/${name}`, row);
      return row;
    },
    version(sequence, by, at) {
      const id = fresh('Artifact');
      const artifact: ArtifactRow = {
        id,
        sequence: sequence.id,
        createdBy: by?.id ?? null,
        state: 'COMMITTED',
        versionIndex: member(sequence, id, at),
        digest: String(state.lastId).padStart(32, '0'),
        digestAlgorithm: 'MANIFEST_MD5',
        clientId: null,
        sequenceClientId: null,
        description: null,
        metadata: '{"rows":60000}',
        tags: [],
        wanted: [],
        createdAt: at,
        manifest: null,
        files: [],
      };
      state.artifacts.push(artifact);
      by?.logged.push(id);
      return id;
    },
    link: (artifact, portfolio, at) => void member(portfolio, artifact, at),
  };
}

export const begun = '2026-01-01T00:00:00Z';

/** So many minutes after everything began. */
export function minute(count: number): string {
  return `${new Date(Date.parse(begun) + count * 60_000).toISOString().slice(0, 19)}Z`;
}

const blank = {
  description: null,
  notes: null,
  state: 'finished',
  group: null,
  jobType: null,
  commit: null,
  host: 'lab',
  sweepName: null,
  config: '{}',
  summaryMetrics: '{}',
  historyLineCount: 0,
  historyTail: null,
  eventsLineCount: 0,
  eventsTail: null,
  logLineCount: 0,
} as const;
