// The order of versions that people expect: by number, the highest first; without numbers by time.

import type { ArtifactVersion } from './model.ts';

export function newestFirst(a: ArtifactVersion, b: ArtifactVersion): number {
  return numberOf(b) - numberOf(a) || (b.createdAt ?? 0) - (a.createdAt ?? 0);
}

/** A version without a number stands first: it is one that no server has numbered yet. */
function numberOf({ version }: ArtifactVersion): number {
  return version === undefined ? Number.MAX_SAFE_INTEGER : Number(version.slice(1));
}
