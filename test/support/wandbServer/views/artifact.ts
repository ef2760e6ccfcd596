// How an artifact version answers GraphQL.
import { connection, type PageArgs } from '../connection.ts';
import { membershipsOf } from '../memberships.ts';
import type { ArtifactRow, MembershipRow } from '../state.ts';
import { collectionById, projectById, runById, type Store, usersOf } from '../store.ts';
import { getFile } from '../stored.ts';
import { collectionView, membershipView, typeView } from './collection.ts';
import { fileConnection, fileView } from './file.ts';
import { type ListArgs, runConnection, runView } from './run.ts';
import { userView } from './viewer.ts';

export function artifactView(store: Store, artifact: ArtifactRow) {
  const sequence = collectionById(store, artifact.sequence);
  const members = () => membershipsOf(store, { artifact: artifact.id });
  const users = () => usersOf(store, artifact.id);
  return {
    __typename: 'Artifact',
    id: artifact.id,
    artifactSequence: () => collectionView(store, sequence),
    artifactType: () => typeView(store, projectById(store, sequence.project), sequence.type),
    versionIndex: artifact.versionIndex,
    commitHash: null,
    description: artifact.description,
    metadata: artifact.metadata,
    labels: null,
    ttlDurationSeconds: artifact.ttl ?? -2,
    ttlIsInherited: artifact.ttl === undefined,
    tags: artifact.tags.map((name) => ({
      __typename: 'Tag',
      id: `${artifact.id}/${name}`,
      name,
      attributes: '{}',
    })),
    historyStep: null,
    state: artifact.state,
    ...sizes(store, artifact),
    digest: artifact.digest,
    digestAlgorithm: artifact.digestAlgorithm,
    createdAt: artifact.createdAt,
    updatedAt: artifact.createdAt,
    aliases: ({ artifactCollectionName: name }: { readonly artifactCollectionName?: string | null }) =>
      members()
        .filter((it) => !name || collectionById(store, it.collection).name === name)
        .flatMap((it) => aliasViews(store, it)),
    createdBy: () => {
      if (artifact.createdBy === store.state.user.id) return userView(store);
      const run = runById(store, artifact.createdBy);
      return run ? runView(store, run) : null;
    },
    usedBy: (args: ListArgs) => runConnection(store, users(), args),
    usedCount: () => users().length,
    artifactMemberships: (args: PageArgs) => connection(members(), args, (it) => membershipView(store, it)),
    artifactCollections: (args: PageArgs) =>
      connection(
        members().map((it) => collectionById(store, it.collection)),
        args,
        (it) => collectionView(store, it),
      ),
    currentManifest: () => manifestView(store, artifact),
    files: (args: PageArgs & { readonly names?: readonly string[] | null }) =>
      fileConnection(store, artifact.files, args),
    filesByManifestEntries: (
      args: PageArgs & { readonly entries?: readonly { readonly name: string }[] | null },
    ) =>
      fileConnection(store, artifact.files, { ...args, names: args.entries?.map((it) => it.name) ?? null }),
  };
}

/** A member's aliases, its number among them. */
export function aliasViews(store: Store, member: MembershipRow) {
  return [...member.aliases, `v${member.versionIndex}`].map((alias) => {
    const collection = collectionById(store, member.collection);
    return {
      __typename: 'ArtifactAlias',
      id: Buffer.from(`ArtifactAlias:${member.id}:${alias}`).toString('base64'),
      alias,
      artifactCollection: () => collectionView(store, collection),
      artifactCollectionName: collection.name,
    };
  });
}

export function manifestView(store: Store, artifact: ArtifactRow) {
  const { manifest } = artifact;
  if (!manifest) return null;
  return {
    __typename: 'ArtifactManifest',
    id: manifest.id,
    digest: manifest.digest,
    type: 'FULL',
    createdAt: manifest.createdAt,
    artifact: () => artifactView(store, artifact),
    file: () => fileView(store, { name: 'wandb_manifest.json', path: manifest.path }),
  };
}

/** What the manifest lists, references included. */
function sizes(store: Store, { manifest }: ArtifactRow) {
  const bytes = manifest && getFile(store, manifest.path);
  const listed: { readonly contents?: Readonly<Record<string, { readonly size?: number }>> } = bytes
    ? JSON.parse(bytes.toString('utf8'))
    : {};
  const entries = Object.values(listed.contents ?? {});
  const size = entries.reduce((sum, entry) => sum + (entry.size ?? 0), 0);
  return { size, storageBytes: size, fileCount: entries.length };
}
