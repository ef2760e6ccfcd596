// The places of versions in collections: looking them up, and the rules by which numbers and aliases are given.
import { rowsBy } from './rows.ts';
import type { ArtifactRow, CollectionRow, MembershipRow, ProjectRow } from './state.ts';
import { artifactById, findCollection, newId, type Store } from './store.ts';

/** The places of a version, or the versions of a collection, oldest first. Deleted versions have none. */
export function membershipsOf(
  store: Store,
  of: { readonly artifact: string } | { readonly collection: string },
): readonly MembershipRow[] {
  const { memberships } = store.state;
  return 'artifact' in of
    ? rowsBy(memberships, 'artifact', (it) => it.artifact, of.artifact)
    : rowsBy(memberships, 'collection', (it) => it.collection, of.collection);
}

/** Looks up `vN`, an alias or a digest in a collection; nothing counts as `latest`. */
export function findMembership(
  store: Store,
  collection: CollectionRow,
  alias = 'latest',
): MembershipRow | undefined {
  const members = membershipsOf(store, { collection: collection.id });
  return (
    members.find((it) => `v${it.versionIndex}` === alias || it.aliases.includes(alias)) ??
    members.find((it) => artifactById(store, it.artifact).digest === alias)
  );
}

/** Looks up `collection:alias` in a project. */
export function membershipByName(store: Store, project: ProjectRow, name: string): MembershipRow | undefined {
  const colon = name.indexOf(':');
  const collection = findCollection(store, project, colon < 0 ? name : name.slice(0, colon));
  return collection && findMembership(store, collection, colon < 0 ? 'latest' : name.slice(colon + 1));
}

/**
 * Gives a version its place in a collection, with the next number there. `latest` moves to a new version,
 * and every alias leaves the version that had it. A version that has a place keeps it and only gains aliases.
 */
export function addMember(
  store: Store,
  collection: CollectionRow,
  artifact: ArtifactRow,
  aliases: readonly string[],
): MembershipRow {
  const members = membershipsOf(store, { collection: collection.id });
  let member = members.find((it) => it.artifact === artifact.id);
  const fresh = !member;
  if (!member) {
    const numbers = members.map((it) => it.versionIndex);
    member = {
      id: newId(store, 'ArtifactCollectionMembership'),
      collection: collection.id,
      artifact: artifact.id,
      versionIndex: Math.max(-1, ...numbers) + 1,
      aliases: [],
      createdAt: store.now(),
    };
    store.state.memberships.push(member);
  }
  giveAliases(store, member, fresh ? ['latest', ...aliases] : aliases);
  return member;
}

/** Moves aliases to a member of a collection; `vN` is no alias that can be given. */
export function giveAliases(store: Store, member: MembershipRow, aliases: readonly string[]): void {
  const given = aliases.filter((it) => !/^v\d+$/.test(it));
  for (const other of membershipsOf(store, { collection: member.collection }))
    if (other !== member) other.aliases = other.aliases.filter((it) => !given.includes(it));
  member.aliases = [...new Set([...member.aliases, ...given])];
}
