// Aliases that move: one that has since a script's last run, and one that may between two trainings.

import type { Graph } from '../../lineage/graph.ts';
import type { ArtifactVersion } from '../../lineage/model.ts';
import { type ArtifactName, isVersion } from '../../lineage/name.ts';
import type { CodeReference } from '../../python/codeReference.ts';
import { inCollection, shortName } from '../names.ts';
import type { Say } from '../say.ts';
import { type Finding, type Fix, onName, replacing } from './finding.ts';
import type { Evidence } from './history.ts';

/** An alias that meant another version when the script last ran. */
export function movedFindings(
  reference: CodeReference,
  { name, node, runs }: Evidence,
  graph: Graph,
  say: Say,
): readonly Finding[] {
  if (node?.kind !== 'version' || node.version === undefined || (name.alias && isVersion(name.alias)))
    return [];
  for (const run of runs) {
    const used = graph
      .edges(run.id, 'upstream')
      .filter((edge) => edge.recorded.length > 0)
      .flatMap((edge) => graph.lineage.nodes.get(edge.from) ?? [])
      .filter((it): it is ArtifactVersion => it.kind === 'version' && inCollection(name, it));
    if (used.length === 0) continue;
    const [then] = used;
    // Of several, none can be told to be the one that this call got.
    if (used.length > 1 || then?.version === undefined || then.version === node.version) return [];
    return [
      onName(
        reference,
        'moved-alias',
        say(
          '"{0}" means {1} now; when {2} ran, it was {3}.',
          shortName({ collection: name.collection, alias: name.alias ?? 'latest' }),
          node.version,
          run.name,
          then.version,
        ),
        pinTo(reference, name, then.version, say),
      ),
    ];
  }
  return [];
}

/** Of a script that trains. */
export function mutableFindings(
  reference: CodeReference,
  { name, node, trains }: Evidence,
  say: Say,
): readonly Finding[] {
  if (!trains || reference.relation !== 'used' || (name.alias && isVersion(name.alias))) return [];
  if (node?.kind !== 'version' || node.version === undefined) return [];
  const alias = name.alias ?? 'latest';
  return [
    onName(
      reference,
      'mutable-alias',
      say(
        '"{0}" can change between two trainings; it means {1} today.',
        shortName({ collection: name.collection, alias }),
        node.version,
      ),
      pinTo(reference, name, node.version, say),
    ),
  ];
}

/** The name with a version in the place of its alias. */
export function pinTo(
  reference: CodeReference,
  name: ArtifactName,
  version: string,
  say: Say,
): Fix | undefined {
  const [from = ''] = reference.value.values;
  if (!reference.literalAt || reference.value.values.length !== 1) return undefined;
  const path = name.alias === undefined ? from.replace(/:$/, '') : from.slice(0, -name.alias.length - 1);
  return replacing(say('Pin to {0}', version), reference.literalAt, from, `${path}:${version}`);
}
