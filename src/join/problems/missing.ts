// Names that lead nowhere where all is known: what may have been meant.

import { type ArtifactName, isRegistry, isVersion } from '../../lineage/name.ts';
import { newestFirst } from '../../lineage/newestFirst.ts';
import type { CodeReference } from '../../python/codeReference.ts';
import { shortName } from '../names.ts';
import type { Say } from '../say.ts';
import { type Finding, type Fix, onName, replacing } from './finding.ts';
import type { Evidence } from './history.ts';
import { nearest } from './nearest.ts';

/** Of a name that is used or read. */
export function missingFinding(
  reference: CodeReference,
  { name, node, collection, versions, complete, others, loggedByCode }: Evidence,
  say: Say,
): Finding | undefined {
  if (!complete || node) return undefined;
  const title = shortName(name);
  if (!collection) {
    if (loggedByCode)
      return onName(
        reference,
        'not-logged-yet',
        say('No run has logged "{0}" yet, though code of this workspace does.', title),
      );
    const meant = nearest(name.collection, others);
    return onName(
      reference,
      'never-logged',
      say('Nothing logs "{0}": no run of {1}, and no code of this workspace.', title, scopeText(name, say)) +
        didYouMean(meant, say),
      meant === undefined ? undefined : fixTo(reference, name.collection, meant, say),
    );
  }
  const { alias } = name;
  if (alias === undefined) return undefined;
  const newest = [...versions].sort(newestFirst)[0]?.version;
  const replacement = (part: string | undefined) =>
    part === undefined ? undefined : fixTo(reference, alias, part, say);
  if (isVersion(alias))
    return onName(
      reference,
      'unknown-version',
      newest === undefined
        ? say('"{0}" has no version {1}.', name.collection, alias)
        : say('"{0}" has no version {1}; its newest is {2}.', name.collection, alias, newest),
      replacement(newest),
    );
  const meant = nearest(alias, [...versions.flatMap((it) => it.aliases), 'latest']);
  return onName(
    reference,
    'unknown-alias',
    say('"{0}" has no alias "{1}".', name.collection, alias) + didYouMean(meant, say),
    replacement(meant ?? newest),
  );
}

/** Of a name that something is linked to. */
export function targetFindings(
  reference: CodeReference,
  { name, node, collection, complete, others }: Evidence,
  say: Say,
): readonly Finding[] {
  // What a registry holds is found as the version that was linked there last.
  if (!complete || node || collection || !name.project || !isRegistry(name.project)) return [];
  const meant = nearest(name.collection, others);
  return [
    onName(
      reference,
      'unknown-target',
      say('There is no "{0}" in {1} yet: linking makes it.', name.collection, name.project) +
        didYouMean(meant, say),
      meant === undefined ? undefined : fixTo(reference, name.collection, meant, say),
    ),
  ];
}

function didYouMean(meant: string | undefined, say: Say): string {
  return meant === undefined ? '' : ` ${say('Did you mean "{0}"?', meant)}`;
}

/** Another part in the name; undefined where no single literal holds it. */
function fixTo(reference: CodeReference, part: string, other: string, say: Say): Fix | undefined {
  const [from = ''] = reference.value.values;
  const at = from.lastIndexOf(part);
  if (!reference.literalAt || at < 0) return undefined;
  const to = from.slice(0, at) + other + from.slice(at + part.length);
  return replacing(say('Change to "{0}"', to), reference.literalAt, from, to);
}

function scopeText({ entity, project }: ArtifactName, say: Say): string {
  return project ? (entity ? `${entity}/${project}` : project) : say('this project');
}
