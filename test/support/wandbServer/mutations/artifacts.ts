// Mutations that log and use artifacts.

import { addMember, findMembership } from '../memberships.ts';
import { refusal } from '../refusal.ts';
import type { ArtifactRow, RunRow } from '../state.ts';
import {
  artifactById,
  collectionById,
  forgetUsers,
  newId,
  obtainCollection,
  obtainProject,
  runById,
  runByPath,
  type Store,
} from '../store.ts';
import { artifactView, manifestView } from '../views/artifact.ts';
import { fileView } from '../views/file.ts';
import type { Input } from './input.ts';

interface CreateArtifact {
  readonly entityName: string;
  readonly projectName: string;
  readonly runName?: string | null;
  readonly artifactTypeName: string;
  readonly artifactCollectionName?: string | null;
  readonly artifactCollectionNames?: readonly string[] | null;
  readonly digest: string;
  readonly digestAlgorithm: ArtifactRow['digestAlgorithm'];
  readonly description?: string | null;
  readonly metadata?: string | null;
  readonly aliases?: readonly { readonly alias: string }[] | null;
  readonly tags?: readonly { readonly tagName: string }[] | null;
  readonly enableDigestDeduplication?: boolean | null;
  readonly clientID?: string | null;
  readonly sequenceClientID?: string | null;
}

interface ArtifactId {
  readonly artifactID: string;
}

interface FileSpec extends ArtifactId {
  readonly name: string;
  readonly md5: string;
}

interface UseArtifact extends ArtifactId {
  readonly entityName: string;
  readonly projectName: string;
  readonly runName: string;
  readonly usedAs?: string | null;
}

export function artifactMutations(store: Store) {
  return {
    createArtifact: ({ input }: Input<CreateArtifact>) => {
      const artifact = createArtifact(store, input);
      return { artifact: artifactView(store, artifact), clientMutationId: null };
    },
    createArtifactManifest: ({
      input,
    }: Input<ArtifactId & { readonly digest: string; readonly name: string }>) => {
      const artifact = artifactById(store, input.artifactID);
      const path = `manifests/${numberOf(artifact)}/${input.name}`;
      if (artifact.manifest) artifact.manifest.digest = input.digest;
      else {
        const id = newId(store, 'ArtifactManifest');
        artifact.manifest = { id, digest: input.digest, path, createdAt: store.now() };
      }
      return { artifactManifest: manifestView(store, artifact) };
    },
    createArtifactFiles: ({ input }: Input<{ readonly artifactFiles: readonly FileSpec[] }>) => {
      const edges = input.artifactFiles.map(({ artifactID, name, md5 }) => {
        const artifact = artifactById(store, artifactID);
        const file = { name, md5, path: `artifacts/${numberOf(artifact)}/${name}` };
        if (!artifact.files.some((it) => it.name === name)) artifact.files.push(file);
        const node = { ...fileView(store, file), artifact: artifactView(store, artifact) };
        return { cursor: file.path, node };
      });
      const pageInfo = { endCursor: null, startCursor: null, hasNextPage: false, hasPreviousPage: false };
      return { files: { edges, pageInfo, totalCount: edges.length } };
    },
    commitArtifact: ({ input }: Input<ArtifactId>) => {
      const artifact = artifactById(store, input.artifactID);
      if (artifact.state === 'PENDING') commit(store, artifact);
      return { artifact: artifactView(store, artifact) };
    },
    useArtifact: ({ input }: Input<UseArtifact>) => {
      const artifact = artifactById(store, input.artifactID);
      const run = runByPath(store, input.entityName, input.projectName, input.runName);
      const known = run.used.find((it) => it.artifact === artifact.id);
      const use = known ?? { artifact: artifact.id, usedAs: [] };
      if (!known) run.used.push(use);
      forgetUsers(store);
      if (input.usedAs && !use.usedAs.includes(input.usedAs)) use.usedAs.push(input.usedAs);
      return { artifact: artifactView(store, artifact), clientMutationId: null };
    },
  };
}

/** Content equal to the latest version's makes no new version: the run has logged that one again. */
function createArtifact(store: Store, input: CreateArtifact): ArtifactRow {
  const project = obtainProject(store, input.projectName, input.entityName);
  const name = input.artifactCollectionName ?? input.artifactCollectionNames?.[0];
  if (!name) throw refusal(400, 'createArtifact needs a collection name');
  const sequence = obtainCollection(store, 'ArtifactSequence', project, name, input.artifactTypeName);
  if (sequence.type !== input.artifactTypeName)
    throw refusal(409, `collection ${name} holds ${sequence.type}, not ${input.artifactTypeName}`);
  const run = input.runName
    ? runByPath(store, input.entityName, input.projectName, input.runName)
    : undefined;
  const wanted = input.aliases?.map((it) => it.alias) ?? [];
  const latest = findMembership(store, sequence);
  const same = latest && artifactById(store, latest.artifact);
  if (input.enableDigestDeduplication && same?.digest === input.digest) {
    addMember(store, sequence, same, wanted);
    if (run) log(run, same);
    return same;
  }
  const artifact: ArtifactRow = {
    id: newId(store, 'Artifact'),
    sequence: sequence.id,
    createdBy: run?.id ?? null,
    state: 'PENDING',
    versionIndex: null,
    digest: input.digest,
    digestAlgorithm: input.digestAlgorithm,
    clientId: input.clientID ?? null,
    sequenceClientId: input.sequenceClientID ?? null,
    description: input.description ?? null,
    metadata: input.metadata ?? null,
    tags: input.tags?.map((it) => it.tagName) ?? [],
    wanted,
    createdAt: store.now(),
    manifest: null,
    files: [],
  };
  store.state.artifacts.push(artifact);
  return artifact;
}

function commit(store: Store, artifact: ArtifactRow): void {
  const sequence = collectionById(store, artifact.sequence);
  artifact.versionIndex = addMember(store, sequence, artifact, artifact.wanted).versionIndex;
  artifact.state = 'COMMITTED';
  const run = runById(store, artifact.createdBy);
  if (run) log(run, artifact);
}

function log(run: RunRow, artifact: ArtifactRow): void {
  if (!run.logged.includes(artifact.id)) run.logged.push(artifact.id);
}

function numberOf(artifact: ArtifactRow): string {
  const text = Buffer.from(artifact.id, 'base64').toString('utf8');
  return text.slice(text.indexOf(':') + 1);
}
