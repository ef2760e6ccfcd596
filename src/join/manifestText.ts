// A version's files as text, a line each, so that two versions can be compared line by line.

import type { ManifestChanges, ManifestFile } from '../lineage/manifest.ts';
import { bytes, type Say } from './say.ts';

/** Sorted by path; line ends and other control characters in names are written as JSON does. */
export function manifestText(files: readonly ManifestFile[]): string {
  const plain = (text: string) => JSON.stringify(text).slice(1, -1);
  return [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, size, digest, ref }) =>
      [path, size === undefined ? '?' : `${size} B`, digest ?? '?', ref !== digest && ref]
        .filter((it) => typeof it === 'string' && it !== '')
        .map((it) => plain(String(it)))
        .join('  '),
    )
    .concat('')
    .join('\n');
}

/** What changed, in a line: files added, removed and changed, and by how much the version grew or shrank. */
export function changesText({ added, removed, changed, growth }: ManifestChanges, say: Say): string {
  return [
    say('{0} added', added.length),
    say('{0} removed', removed.length),
    say('{0} changed', changed.length),
    `${growth < 0 ? '−' : '+'}${bytes(Math.abs(growth))}`,
  ].join(', ');
}
