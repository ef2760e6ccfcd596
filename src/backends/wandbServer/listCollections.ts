// Lists the collections of several projects by type, and those of their teams' and organizations' registries, by pages.

import * as v from 'valibot';
import type { Collection, WholeScope } from '../../lineage/model.ts';
import type { Page } from '../backend.ts';
import { isGenerated } from '../wandb/generated.ts';
import type { Client } from './client.ts';
import { type Reader, toCollection } from './nodes.ts';
import { modelRegistry, registryPrefix } from './pages.ts';
import { ask, inProject, page } from './question.ts';
import { type CollectionReply, collectionsIn, entityProjects, typesIn } from './replies.ts';
import type { Organization } from './session.ts';

const pageSize = 100;
/** Lists that are read in one request. */
const listsAtOnce = 20;

/** One list still to be read: the collections of one type, or all of a registry's. */
const list = v.object({
  entity: v.string(),
  project: v.string(),
  type: v.optional(v.string()),
  after: v.optional(v.string()),
});
type List = v.InferOutput<typeof list>;

/** `missing` is told the projects that are not there or may not be seen. */
export async function listCollections(
  client: Client,
  scopes: readonly WholeScope[],
  organizations: readonly Organization[],
  cursor: string | undefined,
  reader: Reader,
  missing: (scope: WholeScope) => void,
  signal: AbortSignal,
): Promise<Page<Collection>> {
  const lists = cursor
    ? v.parse(v.array(list), JSON.parse(cursor))
    : await findLists(client, scopes, organizations, reader.generated, missing, signal);
  const now = lists.slice(0, listsAtOnce);
  if (now.length === 0) return { items: [] };
  const { query, variables } = ask('Collections', (declare) =>
    now.map(({ type, after, ...scope }, index) => {
      const fields = `artifactCollections(${page(pageSize, after, declare)}) { edges { node { ...CollectionFields } } pageInfo { ...PageFields } }`;
      const inside =
        type === undefined ? fields : `artifactType(name: ${declare('String!', type)}) { ${fields} }`;
      return inProject(`l${index}`, scope, declare, inside);
    }),
  );
  const { data } = await client.ask(query, variables, signal);
  const items: Collection[] = [];
  const unfinished: List[] = [];
  now.forEach((it, index) => {
    const reply = v.safeParse(collectionsIn, data[`l${index}`]);
    const found = reply.success ? reply.output : undefined;
    const { edges, pageInfo } = found?.artifactType?.artifactCollections ??
      found?.artifactCollections ?? { edges: [] };
    for (const { node } of edges) {
      const collection = node && toCollection(node satisfies CollectionReply, reader);
      if (collection && (reader.generated || !isGenerated(collection.type))) items.push(collection);
    }
    if (pageInfo?.hasNextPage && pageInfo.endCursor) unfinished.push({ ...it, after: pageInfo.endCursor });
  });
  const left = [...unfinished, ...lists.slice(listsAtOnce)];
  return left.length > 0 ? { items, next: JSON.stringify(left) } : { items };
}

/**
 * The lists to read: one for each type that people make, since a project holds a generated collection for nearly
 * every run; one for the model registry of each team, and one for each registry of the organizations.
 */
async function findLists(
  client: Client,
  scopes: readonly WholeScope[],
  organizations: readonly Organization[],
  generated: boolean | undefined,
  missing: (scope: WholeScope) => void,
  signal: AbortSignal,
): Promise<readonly List[]> {
  if (scopes.length === 0) return [];
  const registries = [...new Set(scopes.map((scope) => scope.entity))]
    .map((entity) => ({ entity, project: modelRegistry }))
    .filter(({ entity }) => !scopes.some((it) => it.entity === entity && it.project === modelRegistry));
  const { query, variables } = ask('Types', (declare) => [
    ...scopes.map((scope, index) =>
      inProject(
        `p${index}`,
        scope,
        declare,
        `artifactTypes(first: ${pageSize}) { edges { node { name } } pageInfo { ...PageFields } }`,
      ),
    ),
    ...registries.map((scope, index) => inProject(`r${index}`, scope, declare, 'name')),
    ...organizations.map(
      ({ entity }, index) =>
        `o${index}: entity(name: ${declare('String', entity)}) { projects(first: ${pageSize}) { edges { node { name } } pageInfo { ...PageFields } } }`,
    ),
  ]);
  const { data } = await client.ask(query, variables, signal);
  const lists = scopes.flatMap((scope, index): readonly List[] => {
    const reply = v.safeParse(typesIn, data[`p${index}`]);
    if (!reply.success || !reply.output) {
      missing(scope);
      return [];
    }
    const types = (reply.output.artifactTypes?.edges ?? []).flatMap(({ node }) => (node ? [node.name] : []));
    return types.filter((type) => generated || !isGenerated(type)).map((type) => ({ ...scope, type }));
  });
  const shared = organizations.flatMap(({ entity }, index): readonly List[] => {
    const reply = v.safeParse(entityProjects, data[`o${index}`]);
    const projects = (reply.success && reply.output?.projects?.edges) || [];
    return projects
      .flatMap(({ node }) => node?.name ?? [])
      .filter((project) => project.startsWith(registryPrefix))
      .map((project) => ({ entity, project }));
  });
  return [...lists, ...registries.filter((_, index) => data[`r${index}`]), ...shared];
}
