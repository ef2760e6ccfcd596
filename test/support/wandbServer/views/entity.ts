// How an entity (a user's or team's space, or an organization's registries) and an organization answer GraphQL.
import { connection } from '../connection.ts';
import { select } from '../filter.ts';
import { refusal } from '../refusal.ts';
import { globalId, type OrganizationRow, type ProjectRow } from '../state.ts';
import { findProject, type Store } from '../store.ts';
import {
  type CollectionArgs,
  collectionConnection,
  membershipConnection,
  selectCollections,
} from './collection.ts';
import { projectView } from './project.ts';
import type { ListArgs } from './run.ts';
import { userView } from './viewer.ts';

type AcrossArgs = CollectionArgs & {
  readonly projectFilters?: string | null;
  readonly collectionFilters?: string | null;
};

export function entityView(store: Store, name: string) {
  const { user, organizations, projects, collections, memberships } = store.state;
  const organization = organizations.find((it) => it.entity === name);
  const isTeam = name !== user.username;
  const own = (filters?: string | null) =>
    selectProjects(
      projects.filter((it) => it.entity === name),
      { filters: filters ?? null },
    );
  const collectionsOf = ({ projectFilters }: AcrossArgs) => {
    const ids = new Set(own(projectFilters).map((it) => it.id));
    return collections.filter((it) => ids.has(it.project));
  };
  return {
    __typename: 'Entity',
    id: globalId('Entity', name),
    name,
    entityType: organization ? 'organization' : isTeam ? 'team' : 'user',
    isTeam,
    available: false,
    photoUrl: null,
    readOnly: false,
    codeSavingEnabled: true,
    defaultAccess: 'PRIVATE',
    /** Registries belong to an organization through its own entity or that of a team, not of a user. */
    organization: () => {
      const it = organization ?? (isTeam ? organizations[0] : undefined);
      return it ? organizationView(store, it) : null;
    },
    user: () => (isTeam ? null : userView(store)),
    project: (args: { readonly name?: string | null }) => {
      const project = findProject(store, args.name, name);
      return project ? projectView(store, project) : null;
    },
    projects: (args: ListArgs) => projectConnection(store, selectProjects(own(), args), args),
    artifactCollections: (args: AcrossArgs) => collectionConnection(store, collectionsOf(args), args),
    artifactMemberships: (args: AcrossArgs) => {
      const chosen = selectCollections(collectionsOf(args), { filters: args.collectionFilters ?? null });
      const ids = new Set(chosen.map((it) => it.id));
      return membershipConnection(
        store,
        memberships.filter((it) => ids.has(it.collection)),
        args,
      );
    },
  };
}

export function organizationView(store: Store, organization: OrganizationRow) {
  return {
    __typename: 'Organization',
    id: organization.id,
    name: organization.name,
    orgEntity: () => entityView(store, organization.entity),
    advancedRegistryFeatures: { advancedSearch: false },
    featureFlags: [],
    coreWeaveOrganizationId: null,
  };
}

export function projectConnection(store: Store, rows: readonly ProjectRow[], args: ListArgs) {
  return connection(rows, args, (it) => projectView(store, it));
}

export function selectProjects(
  rows: readonly ProjectRow[],
  args: Pick<ListArgs, 'filters' | 'order'>,
): readonly ProjectRow[] {
  return select(rows, args, (row, key) => {
    if (key === 'name' || key === 'description') return row[key];
    if (key === 'id') return row.number;
    if (/^(created|updated)_?at$/i.test(key)) return row.createdAt;
    throw refusal(400, `projects have no key ${key}`);
  });
}
