// What is asked for one step around a run, a version or a collection.

import type { Target } from './parseId.ts';
import { type Declare, inProject, page } from './question.ts';

/** Neighbours per page of a connection. */
const pageSize = 100;

/** Connections to go on with, each after its cursor; undefined asks for the node and all its first pages. */
export type Cursors = ReadonlyMap<string, string>;

/** The root field that asks for a target; with `fixed` known, what of a committed version never changes is left out. */
export function fieldFor(
  alias: string,
  target: Target,
  cursors: Cursors | undefined,
  declare: Declare,
  fixed = false,
): string {
  const list = (name: string, node: string, more = '') =>
    cursors && !cursors.has(name)
      ? ''
      : `${name}(${page(pageSize, cursors?.get(name), declare)}) { ${more} edges { node { ${node} } } pageInfo { ...PageFields } }`;
  // The SDK gives this connection no arguments, so all of it comes with the first page.
  const memberships = cursors
    ? ''
    : 'artifactMemberships { edges { node { artifactCollection { ...CollectionFields } } } pageInfo { ...PageFields } }';
  // What was told with the first page is not asked again with the next.
  const details = (name: string) => (cursors ? '' : `...${name}`);
  const own = cursors
    ? '...VersionNow'
    : fixed
      ? '...VersionNow ...VersionDetails'
      : '...VersionFields ...VersionDetails createdBy { __typename ... on Run { ...RunFields } ... on User { username name } }';
  const artifact = `${own} ${list('usedBy', '...RunFields')} ${memberships}`;
  switch (target.kind) {
    case 'artifact':
      return `${alias}: artifact(id: ${declare('ID!', target.key)}) { ${artifact} }`;
    case 'version': {
      const name = declare('String!', target.name);
      const inside = `artifactCollectionMembership(name: ${name}) { artifact { ${artifact} } }`;
      return inProject(alias, target.scope, declare, inside);
    }
    case 'run': {
      const lists = `${list('inputArtifacts', '...VersionFields', 'totalCount')} ${list('outputArtifacts', '...VersionFields', 'totalCount')}`;
      const inside = `run(name: ${declare('String!', target.key)}) { ...RunFields ${details('RunDetails')} ${lists} }`;
      return inProject(alias, target.scope, declare, inside);
    }
    case 'collection': {
      const lists = list('artifacts', fixed ? '...VersionNow' : '...VersionFields');
      const inside = `artifactCollection(name: ${declare('String!', target.name)}) { ...CollectionFields ${lists} }`;
      return inProject(alias, target.scope, declare, inside);
    }
  }
}
