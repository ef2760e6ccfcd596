// Problems as plain JSON for tools.

import type { Place } from '../../lineage/model.ts';
import type { Report } from './report.ts';
import { spotOf } from './where.ts';

/**
 * Lines and columns count from 1, cells of notebooks (else null) from 0; the end is past the last character. An edit writes `to` for the first `from` in its place, or removes the argument whose value stands there.
 */
export function toCheckJson({ problems, files, unread }: Report, pathOf: (path: string) => string) {
  const place = (at: Place) => ({ path: pathOf(at.path), cell: at.cell, ...spotOf(at) });
  return {
    files,
    problems: problems.map(({ code, severity, message, at, related, fix }) => ({
      code,
      severity,
      message,
      ...place(at),
      related: related.map((it) => ({ message: it.message, ...place(it.at) })),
      fix: fix
        ? {
            title: fix.title,
            edits: fix.edits.map((edit) =>
              'at' in edit
                ? { ...place(edit.at), from: edit.from, to: edit.to }
                : { ...place(edit.argumentAt), removed: true },
            ),
          }
        : null,
    })),
    unread,
  };
}
