// The names of a reference in code, each with what is known by it.

import type { LineageNode } from '../lineage/model.ts';
import type { ArtifactName } from '../lineage/name.ts';
import type { CodeReference } from '../python/codeReference.ts';
import { isPattern, namesOf } from './names.ts';

/** What one of a reference's names was found to be; `node` is undefined when nothing is known by that name. */
export interface Resolved {
  readonly name: ArtifactName;
  readonly node: LineageNode | undefined;
  /** When a tracker said so, in milliseconds since 1970; absent where none remembers. */
  readonly askedAt?: number | undefined;
}

/** The names of a reference with what `find` knows of each, at most `limit` of them. */
export async function resolve(
  reference: CodeReference,
  find: (name: ArtifactName) => Promise<LineageNode | undefined>,
  limit: number,
): Promise<readonly Resolved[]> {
  return Promise.all(
    namesOf(reference)
      .slice(0, limit)
      .map(async (name) => ({ name, node: isPattern(name) ? undefined : await find(name) })),
  );
}
