// Lists the runs of several projects as one list, newest or oldest first, page by page.

import * as v from 'valibot';
import type { Run, WholeScope } from '../../lineage/model.ts';
import type { Page } from '../backend.ts';
import type { Client } from './client.ts';
import { type Reader, toRun } from './nodes.ts';
import { ask, type Declare, inProject, page } from './question.ts';
import { runsIn } from './replies.ts';

const pageSize = 50;

/** How far a project was read. */
const place = v.object({ entity: v.string(), project: v.string(), after: v.optional(v.string()) });
type Place = v.InferOutput<typeof place>;

interface Row {
  readonly run: Run | undefined;
  readonly startedAt: number;
  readonly cursor: string | undefined;
}

/** `filter` is in W&B's filter language. `missing` is told the projects that are not there or may not be seen. */
export async function listRuns(
  client: Client,
  scopes: readonly WholeScope[],
  filter: string | undefined,
  oldestFirst: boolean,
  cursor: string | undefined,
  reader: Reader,
  missing: (scope: WholeScope) => void,
  signal: AbortSignal,
): Promise<Page<Run>> {
  const places: readonly Place[] = cursor ? v.parse(v.array(place), JSON.parse(cursor)) : scopes;
  if (places.length === 0) return { items: [] };
  const filters = (declare: Declare) =>
    filter === undefined ? '' : `filters: ${declare('JSONString', filter)}, `;
  const { query, variables } = ask('Runs', (declare) =>
    places.map(({ after, ...scope }, index) =>
      inProject(
        `p${index}`,
        scope,
        declare,
        `runs(${filters(declare)}order: "${oldestFirst ? '+' : '-'}created_at", ${page(pageSize, after, declare)}) { edges { cursor node { ...RunFields } } pageInfo { ...PageFields } }`,
      ),
    ),
  );
  const { data } = await client.ask(query, variables, signal);
  const lists = places.map((at, index) => {
    const reply = v.safeParse(runsIn, data[`p${index}`]);
    if (!reply.success || !reply.output) missing(at);
    const { edges, pageInfo } = (reply.success && reply.output?.runs) || { edges: [] };
    const rows = edges.map(
      ({ node, cursor }): Row => ({
        run: (node && toRun(node, reader)) ?? undefined,
        startedAt: node?.createdAt ?? 0,
        cursor: cursor ?? undefined,
      }),
    );
    return { at, rows, end: pageInfo?.hasNextPage ? pageInfo.endCursor : undefined };
  });
  // A project with more pages may hold runs as new as its last one here: older ones of others wait their turn.
  const sign = oldestFirst ? -1 : 1;
  const horizon = Math.max(
    Number.NEGATIVE_INFINITY,
    ...lists.filter((it) => it.end).map((it) => sign * (it.rows.at(-1)?.startedAt ?? 0)),
  );
  const items: Run[] = [];
  const next: Place[] = [];
  for (const { at, rows, end } of lists) {
    const due = rows.filter((row) => sign * row.startedAt >= horizon);
    items.push(...due.flatMap((row) => row.run ?? []));
    const after = due.length === rows.length ? end : (due.at(-1)?.cursor ?? at.after);
    if (due.length < rows.length || end) next.push({ ...at, ...(after && { after }) });
  }
  items.sort((a, b) => sign * ((b.startedAt ?? 0) - (a.startedAt ?? 0)));
  return next.length > 0 ? { items, next: JSON.stringify(next) } : { items };
}
