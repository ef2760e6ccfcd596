// Completes a half-typed artifact name: with collections and projects, then with versions and aliases.

import type { ArtifactVersion, Collection } from '../../lineage/model.ts';
import { parseName } from '../../lineage/name.ts';
import type { CodeReference } from '../../python/codeReference.ts';
import { inCollection, isPattern, namesOf } from '../names.ts';
import { readPages } from '../readPages.ts';
import type { Say } from '../say.ts';
import type { Store } from '../store.ts';
import { type Completion, completionOf } from './candidate.ts';
import { collectionCandidates, projectCandidates } from './names.ts';
import { versionCandidates } from './versions.ts';

/** Pages of versions or collections that are asked for; a search of a large server is its own page's affair. */
const mostPages = 4;

/**
 * Completes the name of a reference. `typed` is what its string holds before the caret; of a string with holes only the
 * part after the alias's colon can be completed. `now` is in milliseconds since 1970.
 */
export async function complete(
  reference: CodeReference,
  typed: string,
  store: Store,
  now: number,
  say: Say,
  signal: AbortSignal,
): Promise<Completion> {
  const colon = typed.indexOf(':');
  // Neither the target of a link nor a name that is made has an alias.
  const takesAlias = reference.relation === 'used' || reference.relation === 'read';
  if (colon < 0) {
    const collections = await collectionsOf(store, signal);
    const lineage = await store.join(signal);
    return completionOf(
      [...collectionCandidates(reference, collections, say), ...projectCandidates(reference, lineage, say)],
      0,
    );
  }
  if (!takesAlias) return { kept: 0, candidates: [], cut: false };
  const versions = await versionsOf(reference, store, signal);
  const lineage = await store.join(signal);
  return completionOf(versionCandidates(versions, lineage, now, say), colon + 1);
}

async function collectionsOf(store: Store, signal: AbortSignal): Promise<readonly Collection[]> {
  const asked = await readPages(mostPages, (cursor) => store.collections(cursor, signal));
  const known = new Map(asked.map((collection) => [collection.id, collection]));
  for (const node of (await store.join(signal)).nodes.values())
    if (node.kind === 'collection' && !known.has(node.id)) known.set(node.id, node);
  return [...known.values()];
}

async function versionsOf(
  reference: CodeReference,
  store: Store,
  signal: AbortSignal,
): Promise<readonly ArtifactVersion[]> {
  const [name] = namesOf(reference);
  if (!name || isPattern(name)) return [];
  const { alias: _, ...bare } = name;
  const found = await store.find(bare, signal);
  if (found?.kind === 'collection')
    return readPages(mostPages, (cursor) => store.versions(found, cursor, signal));
  return [...(await store.join(signal)).nodes.values()].filter(
    (node): node is ArtifactVersion => node.kind === 'version' && inCollection(bare, node),
  );
}

/** Whether code alone tells the whole name, so that an alias of it can be completed wherever its parts are written. */
export function isWhole({ value }: CodeReference): boolean {
  return (
    value.kind === 'exact' && value.values.length === 1 && parseName(value.values[0] ?? '') !== undefined
  );
}
