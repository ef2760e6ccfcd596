// How a project answers GraphQL.
import { connection, type PageArgs } from '../connection.ts';
import { membershipByName } from '../memberships.ts';
import { rowsBy } from '../rows.ts';
import { globalId, type ProjectRow } from '../state.ts';
import { artifactById, findCollection, findRun, type Store } from '../store.ts';
import { artifactView } from './artifact.ts';
import {
  type CollectionArgs,
  collectionConnection,
  collectionView,
  membershipView,
  typeView,
} from './collection.ts';
import { entityView } from './entity.ts';
import { type ListArgs, runConnection, runView, selectRuns } from './run.ts';
import { userView } from './viewer.ts';

interface Named {
  readonly name: string;
}

export function projectView(store: Store, project: ProjectRow) {
  const runs = () => rowsBy(store.state.runs, 'project', (it) => it.project, project.id);
  const collections = () => rowsBy(store.state.collections, 'project', (it) => it.project, project.id);
  const types = () => [...new Set(collections().map((it) => it.type))].map((name) => ({ id: name, name }));
  const run = ({ name }: Named) => {
    const found = findRun(store, project, name);
    return found ? runView(store, found) : null;
  };
  const member = (name: string) => membershipByName(store, project, name);
  return {
    __typename: 'Project',
    id: project.id,
    internalId: globalId('ProjectInternalId', project.number),
    name: project.name,
    entityName: project.entity,
    entity: () => entityView(store, project.entity),
    user: () => userView(store),
    description: project.description,
    access: 'PRIVATE',
    views: null,
    isBenchmark: false,
    readOnly: false,
    createdAt: project.createdAt,
    updatedAt: project.createdAt,
    lastActive: project.createdAt,
    allowAllArtifactTypesInRegistry: true,
    tags: [],
    run,
    bucket: run,
    runs: (args: ListArgs) => runConnection(store, runs(), args),
    runCount: (args: ListArgs) => selectRuns(store, runs(), args).length,
    totalSweeps: 0,
    sweeps: (args: PageArgs) => connection([], args, () => null),
    artifact: ({ name }: Named) => {
      const found = member(name);
      return found ? artifactView(store, artifactById(store, found.artifact)) : null;
    },
    artifactType: ({ name }: Named) =>
      types().some((it) => it.name === name) ? typeView(store, project, name) : null,
    artifactTypes: (args: PageArgs) => connection(types(), args, (it) => typeView(store, project, it.name)),
    artifactCollection: ({ name }: Named) => {
      const found = findCollection(store, project, name);
      return found ? collectionView(store, found) : null;
    },
    artifactCollections: (args: CollectionArgs) => collectionConnection(store, collections(), args),
    artifactCollectionMembership: ({ name }: Named) => {
      const found = member(name);
      return found ? membershipView(store, found) : null;
    },
  };
}
