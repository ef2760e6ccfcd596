// Scans and runs as lines for people.

import { ago, type Say } from '../join/say.ts';
import type { Run } from '../lineage/model.ts';
import type { CodeFile } from '../python/codeReference.ts';

/** One line a reference, e.g. `train.py:20:4  used  mnist_dataset:v0`; cells of notebooks are counted from 1. */
export function scanTable(files: readonly CodeFile[]): string {
  const rows = files.flatMap((file) =>
    file.references.map(({ callAt, relation, value }) => [
      `${file.path}${callAt.cell === null ? '' : ` [cell ${callAt.cell + 1}]`}:${callAt.range.start.line + 1}:${callAt.range.start.character}`,
      relation,
      value.values.join(' | ') || '(unknown)',
    ]),
  );
  return rows.length > 0 ? align(rows) : 'No artifact references found.\n';
}

/** One line a run: name, state, job type, age, program. */
export function runTable(runs: readonly Run[], now: number, say: Say): string {
  const rows = runs.map((run) => [
    run.name,
    run.state,
    run.jobType ?? '',
    run.startedAt === undefined ? '' : ago(run.startedAt, now, say),
    run.program ?? '',
  ]);
  return rows.length > 0 ? align(rows) : 'No runs found.\n';
}

function align(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ');
  return `${rows.map((row) => line(row).trimEnd()).join('\n')}\n`;
}
