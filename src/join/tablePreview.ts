// A W&B table file as Markdown: its columns and first rows, every text inert.

import type { Say } from './say.ts';

export interface TableFile {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

const mostRows = 100;
const mostColumns = 40;
/** Longer values are cut; characters. */
const longest = 200;

/**
 * Reads the JSON of a `*.table.json` file; undefined when it is none.
 * Source: `wandb.Table.to_json`: `{"_type": "table", "columns": […], "data": [[…], …]}`.
 */
export function parseTable(json: string): TableFile | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('columns' in value) || !('data' in value))
    return undefined;
  const { columns, data } = value;
  if (!Array.isArray(columns) || !Array.isArray(data)) return undefined;
  return { columns: columns.map(String), rows: data.filter((row) => Array.isArray(row)) };
}

export function tableMarkdown(title: string, { columns, rows }: TableFile, say: Say): string {
  const shown = columns.slice(0, mostColumns);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rest = [
    rows.length > mostRows ? say('{0} more rows', rows.length - mostRows) : undefined,
    columns.length > mostColumns ? say('{0} more columns', columns.length - mostColumns) : undefined,
  ].filter((it) => it !== undefined);
  return [
    `# ${inert(title)}`,
    '',
    inert(say('{0} rows, {1} columns', rows.length, columns.length)),
    '',
    ...(shown.length > 0
      ? [
          line(shown.map(inert)),
          line(shown.map(() => '---')),
          ...rows.slice(0, mostRows).map((row) => line(shown.map((_, index) => cellOf(row[index])))),
          '',
        ]
      : []),
    ...rest.map((it) => `${inert(it)}\n`),
  ].join('\n');
}

/** Media in a cell are objects with their file's path. */
function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return inert(text.length > longest ? `${text.slice(0, longest)}…` : text);
}

/** Every character that could mean something to Markdown or HTML becomes a character reference. */
function inert(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[^\p{L}\p{M}\p{N} ]/gu, (it) => `&#${it.codePointAt(0)};`);
}
