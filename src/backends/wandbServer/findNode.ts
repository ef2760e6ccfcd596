// Finds what a name means on a W&B server: an artifact's name in the projects in play, or a run's name or id.

import * as v from 'valibot';
import type { ArtifactVersion, Collection, Run, WholeScope } from '../../lineage/model.ts';
import type { ArtifactName } from '../../lineage/name.ts';
import type { Client } from './client.ts';
import { type Reader, toCollection, toRun, toVersion } from './nodes.ts';
import { registryPrefix } from './pages.ts';
import { ask, inProject } from './question.ts';
import { foundIn, runsIn } from './replies.ts';
import type { Organization } from './session.ts';

/** Runs of one display name that are looked for in each project. */
const namesakes = 20;

/** Where a name may point: its own scope as far as written, the projects in play for the rest. */
export function placesOf(
  name: ArtifactName,
  scopes: readonly WholeScope[],
  entity: string,
  organizations: readonly Organization[] = [],
): readonly WholeScope[] {
  const { project } = name;
  if (project?.startsWith(registryPrefix)) {
    // Code may name an organization as people do, a team of it, or nobody.
    const named = organizations.filter((it) => name.entity === it.name || name.entity === it.entity);
    const holders = named.length > 0 ? named : organizations;
    if (holders.length > 0) return holders.map((it) => ({ entity: it.entity, project }));
  }
  if (project && name.entity) return [{ entity: name.entity, project }];
  const entities = [...new Set(scopes.map((scope) => scope.entity))];
  if (project) return (entities.length > 0 ? entities : [entity]).map((it) => ({ entity: it, project }));
  return name.entity ? scopes.filter((scope) => scope.entity === name.entity) : scopes;
}

export interface Sought {
  readonly name: ArtifactName;
  readonly places: readonly WholeScope[];
}

/** One answer for each name. The first place that knows it wins; without an alias it is the collection. */
export async function findByName(
  client: Client,
  sought: readonly Sought[],
  reader: Reader,
  signal: AbortSignal,
): Promise<readonly (ArtifactVersion | Collection | undefined)[]> {
  if (sought.every(({ places }) => places.length === 0)) return sought.map(() => undefined);
  const { query, variables } = ask('Find', (declare) =>
    sought.flatMap(({ name, places }, index) => {
      const inside = name.alias
        ? `artifactCollectionMembership(name: ${declare('String!', `${name.collection}:${name.alias}`)}) { artifact { ...VersionFields ...VersionDetails } }`
        : `artifactCollection(name: ${declare('String!', name.collection)}) { ...CollectionFields }`;
      return places.map((scope, place) => inProject(`n${index}p${place}`, scope, declare, inside));
    }),
  );
  const { data } = await client.ask(query, variables, signal);
  return sought.map(({ places }, index) => {
    const found = places.map((_, place) => nodeOf(data[`n${index}p${place}`], reader));
    return found.find((node) => node !== undefined);
  });
}

function nodeOf(answer: unknown, reader: Reader): ArtifactVersion | Collection | undefined {
  const reply = v.safeParse(foundIn, answer);
  const found = reply.success ? reply.output : undefined;
  const artifact = found?.artifactCollectionMembership?.artifact ?? found?.artifact;
  const collection = found?.artifactCollection;
  return (
    (artifact && toVersion(artifact, reader)) ?? (collection ? toCollection(collection, reader) : undefined)
  );
}

/** For each name the runs of that display name or id, newest first within a project. */
export async function findRunsByName(
  client: Client,
  names: readonly string[],
  scopes: readonly WholeScope[],
  reader: Reader,
  signal: AbortSignal,
): Promise<readonly (readonly Run[])[]> {
  if (scopes.length === 0) return names.map(() => []);
  const { query, variables } = ask('FindRuns', (declare) =>
    names.flatMap((name, index) => {
      const either = declare('JSONString', JSON.stringify({ $or: [{ displayName: name }, { name }] }));
      const inside = `runs(filters: ${either}, order: "-created_at", first: ${namesakes}) { edges { node { ...RunFields } } }`;
      return scopes.map((scope, place) => inProject(`n${index}p${place}`, scope, declare, inside));
    }),
  );
  const { data } = await client.ask(query, variables, signal);
  return names.map((_, index) =>
    scopes.flatMap((_scope, place) => {
      const reply = v.safeParse(runsIn, data[`n${index}p${place}`]);
      const edges = (reply.success && reply.output?.runs?.edges) || [];
      return edges.flatMap(({ node }) => (node && toRun(node, reader)) ?? []);
    }),
  );
}
