// Problems as lines for people and for the editors that read a compiler's output.

import { severities } from '../../join/problems/finding.ts';
import type { Place } from '../../lineage/model.ts';
import type { Report } from './report.ts';
import { cellOf, spotOf } from './where.ts';

/** e.g. `train.py:20:5: error: "raw" has no version v9. [unknown-version]`, and a last line that counts. */
export function toText({ problems, files }: Report, pathOf: (path: string) => string): string {
  const where = (at: Place) => {
    const { line, column } = spotOf(at);
    const cell = cellOf(at);
    return `${pathOf(at.path)}${cell && ` ${cell}`}:${line}:${column}`;
  };
  const lines = problems.flatMap(({ at, severity, message, code, related, fix }) => [
    `${where(at)}: ${severity}: ${plain(message)} [${code}]`,
    ...related.map((it) => `    ${where(it.at)}: ${plain(it.message)}`),
    ...(fix ? [`    fix: ${plain(fix.title)}`] : []),
  ]);
  return `${[
    ...lines,
    summary(
      problems.map(({ severity }) => severity),
      files,
    ),
  ].join('\n')}\n`;
}

function summary(found: readonly string[], files: number): string {
  const scanned = counted(files, 'file');
  if (found.length === 0) return `No problems in ${scanned} with artifact calls.`;
  const parts = severities.flatMap((severity) => {
    const count = found.filter((it) => it === severity).length;
    return count === 0
      ? []
      : [severity === 'information' ? `${count} information` : counted(count, severity)];
  });
  return `${counted(found.length, 'problem')} in ${scanned} with artifact calls: ${parts.join(', ')}.`;
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}

/** Names in messages are foreign text: a line stays a line, and nothing in it moves the terminal's cursor. */
function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
