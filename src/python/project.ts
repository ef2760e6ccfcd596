// The folder that a scanned file belongs to: the texts of its other files, and the paths of them.

import type { Scope } from '../lineage/model.ts';

/** What a scan may ask of the folder around a file. It is asked while the scan runs, so it answers at once. */
export interface Project {
  /** The text of a file by its path in the folder, with `/`; undefined when there is none, or none yet. */
  read(path: string): string | undefined;
  /** Where runs go when neither code nor the environment says so, as `wandb/settings` of the folder has it. */
  readonly defaults?: Scope;
}

/** The path of the folder that holds a file; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A path within a folder; `.` and `..` are followed. Undefined for one outside the root, or with a backslash. */
export function within(folder: string, path: string): string | undefined {
  if (/^(?:[/~\\]|[A-Za-z]:)/.test(path)) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** A folder and those above it, the nearest first, the root (empty) last. */
export function upwards(folder: string): readonly string[] {
  const all = [folder];
  for (let at = folder; at !== ''; ) {
    at = folderOf(at);
    all.push(at);
  }
  return all;
}
