// Lists the versions of one collection, newest first, page by page.

import * as v from 'valibot';
import type { ArtifactVersion, Collection } from '../../lineage/model.ts';
import type { Page } from '../backend.ts';
import type { Client } from './client.ts';
import { type Reader, toVersion } from './nodes.ts';
import { ask, inProject, page } from './question.ts';
import { versionsIn } from './replies.ts';

const pageSize = 100;

/** Versions by descending number; a registry collection's are the versions that were linked to it. */
export async function listVersions(
  client: Client,
  collection: Collection,
  cursor: string | undefined,
  reader: Reader,
  signal: AbortSignal,
): Promise<Page<ArtifactVersion>> {
  const { entity, project, name } = collection;
  if (!entity || !project) return { items: [] };
  const { query, variables } = ask('Versions', (declare) => [
    inProject(
      'p0',
      { entity, project },
      declare,
      `artifactCollection(name: ${declare('String!', name)}) { artifacts(${page(pageSize, cursor, declare)}) { edges { node { ...VersionFields } } pageInfo { ...PageFields } } }`,
    ),
  ]);
  const { data } = await client.ask(query, variables, signal);
  const reply = v.safeParse(versionsIn, data.p0);
  const list = reply.success ? reply.output?.artifactCollection?.artifacts : undefined;
  const items = (list?.edges ?? []).flatMap(({ node }) => (node && toVersion(node, reader)) ?? []);
  const number = (it: ArtifactVersion) => Number(it.version?.slice(1) ?? Number.POSITIVE_INFINITY);
  items.sort((a, b) => number(b) - number(a) || 0);
  const next = list?.pageInfo?.hasNextPage ? list.pageInfo.endCursor : undefined;
  return next ? { items, next } : { items };
}
