// Places as reports write them: paths as seen from where the command runs, lines and columns counted from 1.

import { relative } from 'node:path';
import type { Place } from '../../lineage/model.ts';

/** Turns a path within `dir` into one from `cwd`, with `/`; an absolute one where `dir` lies outside. */
export function pathsFrom(dir: string, cwd: string): (path: string) => string {
  const below = relative(cwd, dir).replaceAll('\\', '/');
  const prefix = below.startsWith('..') ? dir.replaceAll('\\', '/').replace(/\/+$/, '') : below;
  return (path) => (prefix === '' ? path : `${prefix}/${path}`);
}

export interface Spot {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** Past the last character. */
  readonly endColumn: number;
}

export function spotOf({ range: { start, end } }: Place): Spot {
  return {
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** `[cell 3]` for a notebook's, counted from 1 among all cells; empty for a plain file's. */
export function cellOf({ cell }: Place): string {
  return cell === null ? '' : `[cell ${cell + 1}]`;
}
