// All places of the workspace's code that mean one artifact: who logs it, who uses it, who links it.

import { compatible } from '../../lineage/identity.ts';
import type { ArtifactName } from '../../lineage/name.ts';
import { isRegistry } from '../../lineage/name.ts';
import type { CodeFile, CodeReference } from '../../python/codeReference.ts';
import { isPattern, namesOf, sameCollection } from '../names.ts';

/**
 * The references of the files that may mean an artifact that a reference means: of the same collection, in scopes that
 * do not contradict each other. A hole in a name stands for any text; a name that is unknown means nothing.
 */
export function occurrencesOf(reference: CodeReference, files: Iterable<CodeFile>): readonly CodeReference[] {
  const wanted = namesOf(reference);
  return [...files].flatMap((file) =>
    file.references.filter((it) => namesOf(it).some((name) => wanted.some((own) => mayBeSame(name, own)))),
  );
}

/** Whether two names may be of one collection. */
function mayBeSame(a: ArtifactName, b: ArtifactName): boolean {
  return compatible(a, b) && sameCollection(a, b);
}

/**
 * Where an artifact is defined: the calls that log it, else those that make it; of a name in a registry, the calls that
 * link to it.
 */
export function definitionsOf(reference: CodeReference, files: Iterable<CodeFile>): readonly CodeReference[] {
  const all = occurrencesOf(reference, files);
  const inRegistry = namesOf(reference).some(({ project }) => project !== undefined && isRegistry(project));
  const relations = inRegistry ? (['linked'] as const) : (['logged', 'constructed'] as const);
  for (const relation of relations) {
    const found = all.filter((it) => it.relation === relation);
    // An exact name is surer than one with holes.
    const exact = found.filter((it) => namesOf(it).some((name) => !isPattern(name)));
    if (found.length > 0) return exact.length > 0 ? exact : found;
  }
  return [];
}

/** Whether a reference makes or changes the artifact, rather than asking for it. */
export function writes({ relation }: CodeReference): boolean {
  return relation === 'logged' || relation === 'constructed' || relation === 'linked';
}
