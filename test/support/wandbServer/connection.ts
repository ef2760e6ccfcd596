// Cuts a page out of a list, in the Relay form that W&B uses.
import { refusal } from './refusal.ts';

export interface PageArgs {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

interface Row {
  readonly id: string;
}

/**
 * `node` shows a row; `extra` are further fields of its edge. Cursors name rows, so a page stays right when rows are
 * added in between. Without `first` and `last` all rows come. Throws when a cursor names no row of the list.
 */
export function connection<T extends Row, N>(
  rows: readonly T[],
  { first, after, last, before }: PageArgs,
  node: (row: T) => N,
  extra: (row: T) => object = () => ({}),
) {
  let start = after ? place(rows, after) + 1 : 0;
  let end = before ? place(rows, before) : rows.length;
  if (typeof first === 'number') end = Math.min(end, start + first);
  if (typeof last === 'number') start = Math.max(start, end - last);
  const edges = rows
    .slice(start, end)
    .map((row) => ({ cursor: cursorOf(row), node: node(row), ...extra(row) }));
  return {
    totalCount: rows.length,
    pageInfo: {
      __typename: 'PageInfo',
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasNextPage: end < rows.length,
      hasPreviousPage: start > 0,
    },
    edges,
  };
}

function cursorOf(row: Row): string {
  return Buffer.from(`after ${row.id}`).toString('base64url');
}

function place(rows: readonly Row[], cursor: string): number {
  const id = Buffer.from(cursor, 'base64url')
    .toString('utf8')
    .replace(/^after /, '');
  const index = rows.findIndex((row) => row.id === id);
  if (index < 0) throw refusal(400, `invalid cursor ${cursor}`);
  return index;
}
