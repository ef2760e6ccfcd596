// Mutations that link versions to registered models and registry collections, and that move aliases.

import { addMember, giveAliases, membershipsOf } from '../memberships.ts';
import { refusal } from '../refusal.ts';
import { forgetRows } from '../rows.ts';
import {
  artifactById,
  collectionById,
  findCollection,
  findProject,
  obtainCollection,
  obtainProject,
  type Store,
} from '../store.ts';
import { artifactView } from '../views/artifact.ts';
import { membershipView } from '../views/collection.ts';
import type { Input } from './input.ts';

interface LinkArtifact {
  readonly artifactID?: string | null;
  readonly clientID?: string | null;
  readonly artifactPortfolioID?: string | null;
  readonly artifactPortfolioName?: string | null;
  readonly entityName?: string | null;
  readonly projectName?: string | null;
  readonly aliases?: readonly { readonly alias: string }[] | null;
}

interface Aliases {
  readonly artifactID: string;
  readonly aliases: readonly {
    readonly entityName: string;
    readonly projectName: string;
    readonly artifactCollectionName: string;
    readonly alias: string;
  }[];
}

interface UpdateArtifact {
  readonly artifactID: string;
  readonly description?: string | null;
  readonly metadata?: string | null;
}

export function linkMutations(store: Store) {
  return {
    linkArtifact: ({ input }: Input<LinkArtifact>) => {
      const artifact = input.artifactID
        ? artifactById(store, input.artifactID)
        : store.state.artifacts.find((it) => it.clientId === input.clientID);
      if (!artifact) throw refusal(404, `no artifact has the client id ${input.clientID}`, 'NOT_FOUND');
      const aliases = input.aliases?.map((it) => it.alias) ?? [];
      const member = addMember(store, portfolio(store, input, artifact.sequence), artifact, aliases);
      return {
        versionIndex: member.versionIndex,
        artifactMembership: membershipView(store, member),
        clientMutationId: null,
      };
    },
    unlinkArtifact: ({
      input,
    }: Input<{ readonly artifactID: string; readonly artifactPortfolioID: string }>) => {
      const { memberships } = store.state;
      const index = memberships.findIndex(
        (it) => it.artifact === input.artifactID && it.collection === input.artifactPortfolioID,
      );
      if (index < 0) throw refusal(404, 'the artifact is not linked to this collection', 'NOT_FOUND');
      memberships.splice(index, 1);
      forgetRows(memberships);
      return { success: true };
    },
    deleteArtifact: ({ input }: Input<{ readonly artifactID: string }>) => {
      const artifact = artifactById(store, input.artifactID);
      artifact.state = 'DELETED';
      leave(store, artifact.id);
      return { artifact: artifactView(store, artifact), clientMutationId: null };
    },
    addAliases: ({ input }: Input<Aliases>) => {
      for (const { member, alias } of named(store, input)) giveAliases(store, member, [alias]);
      return { success: true };
    },
    deleteAliases: ({ input }: Input<Aliases>) => {
      for (const { member, alias } of named(store, input))
        member.aliases = member.aliases.filter((it) => it !== alias);
      return { success: true };
    },
    updateArtifact: ({ input }: Input<UpdateArtifact>) => {
      const artifact = artifactById(store, input.artifactID);
      artifact.description = input.description ?? artifact.description;
      artifact.metadata = input.metadata ?? artifact.metadata;
      return { artifact: artifactView(store, artifact) };
    },
  };
}

/** Takes a version out of all collections; `latest` goes back to the newest one that is left. */
function leave(store: Store, artifact: string): void {
  const { memberships } = store.state;
  const own = membershipsOf(store, { artifact });
  for (const member of own) memberships.splice(memberships.indexOf(member), 1);
  forgetRows(memberships);
  for (const { collection, aliases } of own) {
    const newest = membershipsOf(store, { collection }).at(-1);
    if (newest && aliases.includes('latest')) giveAliases(store, newest, ['latest']);
  }
}

/** The collection to link to, made when it is new: it holds versions of the type of the first one. */
function portfolio(store: Store, input: LinkArtifact, sequence: string) {
  if (input.artifactPortfolioID) return collectionById(store, input.artifactPortfolioID);
  if (!input.artifactPortfolioName) throw refusal(400, 'linkArtifact needs a collection');
  const project = obtainProject(store, input.projectName, input.entityName);
  const { type } = collectionById(store, sequence);
  const found = obtainCollection(store, 'ArtifactPortfolio', project, input.artifactPortfolioName, type);
  if (found.kind !== 'ArtifactPortfolio') throw refusal(409, `${found.name} is not a collection for links`);
  return found;
}

/** The places in which an artifact shall get or lose an alias. */
function named(store: Store, { artifactID, aliases }: Aliases) {
  return aliases.map(({ entityName, projectName, artifactCollectionName, alias }) => {
    const project = findProject(store, projectName, entityName);
    const collection = project && findCollection(store, project, artifactCollectionName);
    const member = membershipsOf(store, { artifact: artifactID }).find(
      (it) => it.collection === collection?.id,
    );
    if (!member) throw refusal(404, `the artifact is not in ${artifactCollectionName}`, 'NOT_FOUND');
    return { member, alias };
  });
}
