// Who a key belongs to, where that person works, and the projects there: what connecting and choosing projects ask.

import * as v from 'valibot';
import type { Client } from './client.ts';
import { misshapen } from './failure.ts';
import { ask, page } from './question.ts';
import { projectsOf, viewerTeams } from './replies.ts';

const pageSize = 100;
/** An entity with more projects than this is chosen from by typing a name; pages. */
const mostPages = 10;

export interface Account {
  readonly username: string;
  /** Where runs go whose code names no entity. */
  readonly entity: string;
  readonly teams: readonly string[];
}

/** Rejects with a BackendError: `signedOut` when the server does not know the key. */
export async function readAccount(client: Client, signal: AbortSignal): Promise<Account> {
  const query = 'query Account { viewer { entity username teams { edges { node { name } } } } }';
  const { data } = await client.ask(query, {}, signal);
  const reply = v.safeParse(viewerTeams, data.viewer);
  if (!reply.success) throw misshapen(client.machine);
  if (!reply.output) throw client.refused();
  const { username, entity, teams } = reply.output;
  return {
    username: username || entity || '',
    entity: entity || username || '',
    teams: (teams?.edges ?? []).flatMap(({ node }) => node?.name ?? []),
  };
}

/** The names of an entity's projects as the server orders them; none for an entity that is not there or not visible. */
export async function listProjects(
  client: Client,
  entity: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const names: string[] = [];
  let after: string | undefined;
  for (let read = 0; read < mostPages; read++) {
    const { query, variables } = ask('Projects', (declare) => [
      `models(entityName: ${declare('String', entity)}, ${page(pageSize, after, declare)}) { edges { node { name } } pageInfo { ...PageFields } }`,
    ]);
    const { data } = await client.ask(query, variables, signal);
    const reply = v.safeParse(projectsOf, data.models);
    const list = reply.success ? reply.output : undefined;
    names.push(...(list?.edges ?? []).flatMap(({ node }) => node?.name ?? []));
    after = (list?.pageInfo?.hasNextPage && list.pageInfo.endCursor) || undefined;
    if (after === undefined) break;
  }
  return names;
}
