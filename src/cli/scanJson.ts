// The reply of `scan --json`: references under the names that the command line promises.

import type { CodeFile, CodeReference } from '../python/codeReference.ts';

export interface ScanJson {
  readonly references: readonly {
    readonly path: string;
    /** 0-based among all cells of a notebook; null in a plain file. */
    readonly cell: number | null;
    /** 1-based. */
    readonly line: number;
    /** 0-based, in UTF-16 units. */
    readonly column: number;
    readonly call: string;
    readonly argument: CodeReference['argument'];
    readonly relation: CodeReference['relation'];
    readonly kind: CodeReference['value']['kind'];
    readonly values: readonly string[];
    readonly type: string | null;
    readonly entity: string | null;
    readonly project: string | null;
  }[];
}

/** One entry per named argument, in the order of files and positions. */
export function toScanJson(files: readonly CodeFile[]): ScanJson {
  const references = files.flatMap((file) => file.references.filter(isArgument));
  return {
    references: references.map(({ callAt, call, argument, relation, value, type, scope }) => ({
      path: callAt.path,
      cell: callAt.cell,
      line: callAt.range.start.line + 1,
      column: callAt.range.start.character,
      call,
      argument,
      relation,
      kind: value.kind,
      values: value.values,
      type: type ?? null,
      entity: scope.entity ?? null,
      project: scope.project ?? null,
    })),
  };
}

/** `artifact.link(target)` has one argument: what is linked stands before the dot. */
function isArgument({ call, argument }: CodeReference): boolean {
  return !(call === 'link' && argument === 'artifact');
}
