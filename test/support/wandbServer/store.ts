// The state with the questions that resolvers ask of it, and the ways rows come to be.
import { notFound, permissionDenied } from './refusal.ts';
import { rowsBy } from './rows.ts';
import {
  type ArtifactRow,
  type CollectionRow,
  globalId,
  type ProjectRow,
  type RunRow,
  type State,
} from './state.ts';

export interface Store {
  readonly state: State;
  /** The server's own address, without a trailing slash. */
  readonly url: string;
  /** ISO 8601, UTC. */
  readonly now: () => string;
}

/** A fresh id for a row of a type. */
export function newId(store: Store, type: string): string {
  return globalId(type, ++store.state.lastId);
}

/** The entity that a missing name means. */
export function defaultEntity(store: Store): string {
  return store.state.user.username;
}

export function hasEntity({ state }: Store, name: string): boolean {
  return (
    name === state.user.username ||
    state.user.teams.includes(name) ||
    state.organizations.some((it) => it.entity === name) ||
    state.projects.some((it) => it.entity === name)
  );
}

export function findProject(
  store: Store,
  name: string | null | undefined,
  entityName: string | null | undefined,
): ProjectRow | undefined {
  const entity = entityName || defaultEntity(store);
  return store.state.projects.find((it) => it.entity === entity && it.name === (name || 'uncategorized'));
}

/** Finds or makes a project. Throws when the entity is not one the user belongs to. */
export function obtainProject(
  store: Store,
  name: string | null | undefined,
  entityName: string | null | undefined,
): ProjectRow {
  const known = findProject(store, name, entityName);
  if (known) return known;
  const entity = entityName || defaultEntity(store);
  if (!hasEntity(store, entity)) throw permissionDenied();
  const id = newId(store, 'Project');
  const project: ProjectRow = {
    id,
    number: store.state.lastId,
    entity,
    name: name || 'uncategorized',
    createdAt: store.now(),
    description: null,
  };
  store.state.projects.push(project);
  return project;
}

export function projectById(store: Store, id: string): ProjectRow {
  return need(rowsBy(store.state.projects, 'id', (it) => it.id, id)[0], `project ${id}`);
}

export function findRun({ state }: Store, project: ProjectRow, name: string): RunRow | undefined {
  return rowsBy(state.runs, 'name', (it) => `${it.project}/${it.name}`, `${project.id}/${name}`)[0];
}

/** Throws when there is no such run. */
export function runByPath(store: Store, entity: string, project: string, name: string): RunRow {
  const home = findProject(store, project, entity);
  return need(home && findRun(store, home, name), `run ${entity}/${project}/${name}`);
}

export function runById({ state }: Store, id: string | null): RunRow | undefined {
  return id === null ? undefined : rowsBy(state.runs, 'id', (it) => it.id, id)[0];
}

export function findCollection(
  { state }: Store,
  project: ProjectRow,
  name: string,
): CollectionRow | undefined {
  return rowsBy(state.collections, 'name', (it) => `${it.project}/${it.name}`, `${project.id}/${name}`)[0];
}

/** Finds or makes a collection. */
export function obtainCollection(
  store: Store,
  kind: CollectionRow['kind'],
  project: ProjectRow,
  name: string,
  type: string,
): CollectionRow {
  const known = findCollection(store, project, name);
  if (known) return known;
  const collection: CollectionRow = {
    id: newId(store, 'ArtifactCollection'),
    kind,
    project: project.id,
    name,
    type,
    description: null,
    createdAt: store.now(),
  };
  store.state.collections.push(collection);
  return collection;
}

export function collectionById(store: Store, id: string): CollectionRow {
  return need(rowsBy(store.state.collections, 'id', (it) => it.id, id)[0], `collection ${id}`);
}

export function artifactById(store: Store, id: string): ArtifactRow {
  return need(rowsBy(store.state.artifacts, 'id', (it) => it.id, id)[0], `artifact ${id}`);
}

function need<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw notFound(what);
  return value;
}

const users = new WeakMap<State, Map<string, RunRow[]>>();

/** The runs that used a version, in the order in which they began. */
export function usersOf({ state }: Store, artifact: string): readonly RunRow[] {
  let known = users.get(state);
  if (!known) {
    known = new Map();
    for (const run of state.runs)
      for (const use of run.used) {
        const list = known.get(use.artifact);
        if (list) list.push(run);
        else known.set(use.artifact, [run]);
      }
    users.set(state, known);
  }
  return known.get(artifact) ?? [];
}

/** To be called when a run has used something. */
export function forgetUsers({ state }: Store): void {
  users.delete(state);
}
