// The root fields of queries.
import { serverInfo } from './features.ts';
import { refusal } from './refusal.ts';
import { artifactById, collectionById, defaultEntity, findProject, hasEntity, type Store } from './store.ts';
import type { Switches } from './switches.ts';
import { artifactView } from './views/artifact.ts';
import { collectionView } from './views/collection.ts';
import { entityView, organizationView, projectConnection, selectProjects } from './views/entity.ts';
import { projectView } from './views/project.ts';
import type { ListArgs } from './views/run.ts';
import { userView } from './views/viewer.ts';

interface ProjectArgs {
  readonly name?: string | null;
  readonly entityName?: string | null;
}

interface ById {
  readonly id: string;
}

/** What anybody may ask; a stranger sees nobody and nothing, as if there were nothing. */
export function queries(store: Store, switches: Switches, signedIn: boolean) {
  const seen =
    <A, R>(answer: (args: A) => R) =>
    (args: A) =>
      signedIn ? answer(args) : null;
  const project = seen(({ name, entityName }: ProjectArgs) => {
    const found = findProject(store, name, entityName);
    return found ? projectView(store, found) : null;
  });
  const projects = seen(({ entityName, ...args }: ListArgs & ProjectArgs) => {
    const entity = entityName || defaultEntity(store);
    const own = store.state.projects.filter((it) => it.entity === entity);
    return projectConnection(store, selectProjects(own, { order: args.order ?? null }), args);
  });
  return {
    viewer: seen(() => userView(store)),
    serverInfo: () => serverInfo(switches),
    project,
    model: project,
    projects,
    models: projects,
    entity: seen(({ name }: { readonly name?: string | null }) => {
      const entity = name || defaultEntity(store);
      return hasEntity(store, entity) ? entityView(store, entity) : null;
    }),
    organization: seen(({ name, id }: { readonly name?: string | null; readonly id?: string | null }) => {
      const found = store.state.organizations.find((it) => (id ? it.id === id : it.name === name));
      return found ? organizationView(store, found) : null;
    }),
    artifact: seen(({ id }: ById) => orNull(() => artifactView(store, artifactById(store, id)))),
    artifactCollection: seen(({ id }: ById) =>
      orNull(() => collectionView(store, collectionById(store, id))),
    ),
    clientIDMapping: seen(({ clientID }: { readonly clientID: string }) => {
      const { artifacts } = store.state;
      const found =
        artifacts.find((it) => it.clientId === clientID) ??
        artifacts.findLast((it) => it.sequenceClientId === clientID);
      if (!found) throw refusal(404, `no artifact has the client id ${clientID}`, 'NOT_FOUND');
      return { __typename: 'ClientIDMapping', serverID: found.id, clientID };
    }),
  };
}

/** What is asked by id and is not there is null, not an error. */
function orNull<T>(find: () => T): T | null {
  try {
    return find();
  } catch {
    return null;
  }
}
