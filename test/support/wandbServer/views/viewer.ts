// How the owner of the key answers GraphQL.
import { connection, type PageArgs } from '../connection.ts';
import type { Store } from '../store.ts';
import { entityView, organizationView } from './entity.ts';

export function userView(store: Store) {
  const { user, organizations } = store.state;
  return {
    __typename: 'User',
    id: user.id,
    name: user.name,
    username: user.username,
    email: user.email,
    admin: false,
    flags: '{}',
    entity: user.username,
    photoUrl: null,
    deletedAt: null,
    // The real server shows keys to its own clients only; here they are nobody's.
    apiKeys: (args: PageArgs) => connection([], args, () => null),
    teams: (args: PageArgs) =>
      connection(
        user.teams.map((name) => ({ id: name, name })),
        args,
        ({ name }) => entityView(store, name),
      ),
    organizations: () => organizations.map((it) => organizationView(store, it)),
  };
}
