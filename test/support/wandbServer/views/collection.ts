// How collections, their types and the places of versions in them answer GraphQL.
import { connection, type PageArgs } from '../connection.ts';
import { select } from '../filter.ts';
import { findMembership, membershipsOf } from '../memberships.ts';
import { refusal } from '../refusal.ts';
import { type CollectionRow, globalId, type MembershipRow, type ProjectRow } from '../state.ts';
import { artifactById, collectionById, findCollection, projectById, type Store } from '../store.ts';
import { aliasViews, artifactView } from './artifact.ts';
import { fileConnection } from './file.ts';
import { projectView } from './project.ts';
import type { ListArgs } from './run.ts';

export function collectionView(store: Store, collection: CollectionRow) {
  const project = projectById(store, collection.project);
  const members = () => membershipsOf(store, { collection: collection.id });
  return {
    __typename: collection.kind,
    id: collection.id,
    name: collection.name,
    description: collection.description,
    state: 'READY',
    createdAt: collection.createdAt,
    updatedAt: collection.createdAt,
    project: () => projectView(store, project),
    defaultArtifactType: () => typeView(store, project, collection.type),
    tags: (args: PageArgs) => connection([], args, () => null),
    aliases: (args: PageArgs) =>
      connection(
        members().flatMap((it) => aliasViews(store, it)),
        args,
        (it) => it,
      ),
    artifacts: (args: ListArgs) =>
      connection(
        selectMembers(store, members(), args),
        args,
        (it) => artifactView(store, artifactById(store, it.artifact)),
        (it) => ({ version: `v${it.versionIndex}` }),
      ),
    artifactMembership: ({ aliasName }: { readonly aliasName: string }) => {
      const member = findMembership(store, collection, aliasName);
      return member ? membershipView(store, member) : null;
    },
    artifactMemberships: (args: ListArgs) => membershipConnection(store, members(), args),
    latestArtifact: () => {
      const member = findMembership(store, collection);
      return member ? artifactView(store, artifactById(store, member.artifact)) : null;
    },
  };
}

export type CollectionArgs = ListArgs & {
  readonly collectionTypes?: readonly ('SEQUENCE' | 'PORTFOLIO')[] | null;
};

export function collectionConnection(store: Store, rows: readonly CollectionRow[], args: CollectionArgs) {
  return connection(selectCollections(rows, args), args, (it) => collectionView(store, it));
}

export function selectCollections(
  rows: readonly CollectionRow[],
  args: CollectionArgs,
): readonly CollectionRow[] {
  const wanted = args.collectionTypes;
  const kinds = rows.filter(
    (it) => !wanted || wanted.includes(it.kind === 'ArtifactSequence' ? 'SEQUENCE' : 'PORTFOLIO'),
  );
  return select(kinds, args, (row, key) => {
    if (key === 'name' || key === 'description' || key === 'id' || key === 'type') return row[key];
    if (/^(created|updated)_?at$/i.test(key)) return row.createdAt;
    if (key === 'tag') return [];
    throw refusal(400, `collections have no key ${key}`);
  });
}

export function membershipConnection(store: Store, rows: readonly MembershipRow[], args: ListArgs) {
  return connection(selectMembers(store, rows, args), args, (it) => membershipView(store, it));
}

function selectMembers(
  store: Store,
  rows: readonly MembershipRow[],
  args: ListArgs,
): readonly MembershipRow[] {
  return select(rows, args, (row, key) => {
    if (/^version_?index$/i.test(key)) return row.versionIndex;
    if (/^(created|updated)_?at$/i.test(key)) return row.createdAt;
    if (key === 'alias') return row.aliases;
    if (key === 'tag') return artifactById(store, row.artifact).tags;
    if (key === 'state') return artifactById(store, row.artifact).state;
    throw refusal(400, `versions have no key ${key}`);
  });
}

export function membershipView(store: Store, member: MembershipRow) {
  const artifact = artifactById(store, member.artifact);
  return {
    __typename: 'ArtifactCollectionMembership',
    id: member.id,
    versionIndex: member.versionIndex,
    commitHash: null,
    createdAt: member.createdAt,
    aliases: () => aliasViews(store, member),
    artifact: () => artifactView(store, artifact),
    artifactCollection: () => collectionView(store, collectionById(store, member.collection)),
    files: (args: PageArgs & { readonly names?: readonly string[] | null }) =>
      fileConnection(store, artifact.files, args),
  };
}

export function typeView(store: Store, project: ProjectRow, name: string) {
  const rows = () => store.state.collections.filter((it) => it.project === project.id && it.type === name);
  return {
    __typename: 'ArtifactType',
    id: globalId('ArtifactType', `${project.number}:${name}`),
    name,
    description: null,
    createdAt: project.createdAt,
    project: () => projectView(store, project),
    artifactCollection: (args: { readonly name: string }) => {
      const found = findCollection(store, project, args.name);
      return found?.type === name ? collectionView(store, found) : null;
    },
    artifactCollections: (args: CollectionArgs) => collectionConnection(store, rows(), args),
  };
}
