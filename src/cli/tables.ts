// Scans and runs as lines for people.

import { ago, type Say } from '../join/say.ts';
import type { Place, Run } from '../lineage/model.ts';
import type { CodeFile, CodeReference } from '../python/codeReference.ts';

const nothing = 'No artifact references found.\n';

/** One line a reference, e.g. `train.py:20:4  used  mnist_dataset:v0`; cells of notebooks are counted from 1. */
export function scanTable(files: readonly CodeFile[]): string {
  const rows = files.flatMap((file) => file.references.map(referenceRow));
  return rows.length > 0 ? align(rows) : nothing;
}

/** Each reference's line, and below it the steps that gave its name, in the order in which they were taken. */
export function explanation(files: readonly CodeFile[]): string {
  const blocks = files.flatMap((file) =>
    file.references.map((reference) => {
      const steps = reference.value.steps.map(
        ({ at, text }) => `    ${placeText(at)}  ${text.replace(/\s+/g, ' ')}`,
      );
      return [referenceRow(reference).join('  '), ...steps].join('\n');
    }),
  );
  return blocks.length > 0 ? `${blocks.join('\n')}\n` : nothing;
}

function referenceRow({ callAt, relation, value }: CodeReference): readonly [string, string, string] {
  return [placeText(callAt), relation, value.values.join(' | ') || '(unknown)'];
}

function placeText({ path, cell, range: { start } }: Place): string {
  return `${path}${cell === null ? '' : ` [cell ${cell + 1}]`}:${start.line + 1}:${start.character}`;
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
