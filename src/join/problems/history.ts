// Problems that history proves: what it contradicts, never what it merely does not know.

import type { Graph } from '../../lineage/graph.ts';
import type { ArtifactVersion, Collection, Run } from '../../lineage/model.ts';
import { type ArtifactName, isRegistry, isVersion } from '../../lineage/name.ts';
import { newestFirst } from '../../lineage/newestFirst.ts';
import { titleOf } from '../../lineage/title.ts';
import type { CodeReference } from '../../python/codeReference.ts';
import { inCollection, shortName } from '../names.ts';
import type { Say } from '../say.ts';
import { type Code, type Finding, type Fix, replacing } from './finding.ts';
import { nearest } from './nearest.ts';

/** What is known of a reference's one exact name. */
export interface Evidence {
  readonly name: ArtifactName;
  /** What the name means today. */
  readonly node: ArtifactVersion | Collection | undefined;
  readonly collection: Collection | undefined;
  /** Versions of the collection, as far as they were asked for. */
  readonly versions: readonly ArtifactVersion[];
  /** Whether all collections and versions of the name's project are known, so that what is not there does not exist. */
  readonly complete: boolean;
  /** Names of other collections of the project. */
  readonly others: readonly string[];
  /** Whether some code of the workspace logs an artifact that may go by this name. */
  readonly loggedByCode: boolean;
  /** The runs of the reference's script, the newest first. */
  readonly runs: readonly Run[];
  /** Whether the script trains: it logs a model, or its run says so. */
  readonly trains: boolean;
}

/** `graph` holds what the script's runs used. */
export function historyFindings(
  reference: CodeReference,
  evidence: Evidence,
  graph: Graph,
  say: Say,
): readonly Finding[] {
  const { relation, argument } = reference;
  if (argument === 'artifact') return [];
  if (relation === 'linked') return targetFindings(reference, evidence, say);
  if (relation !== 'used' && relation !== 'read') return [];
  const missing = missingFinding(reference, evidence, say);
  if (missing) return [missing];
  return [
    ...nodeFindings(reference, evidence, say),
    ...movedFindings(reference, evidence, graph, say),
    ...mutableFindings(reference, evidence, say),
  ];
}

function missingFinding(
  reference: CodeReference,
  { name, node, collection, versions, complete, others, loggedByCode }: Evidence,
  say: Say,
): Finding | undefined {
  if (!complete || node) return undefined;
  const title = shortName(name);
  if (!collection) {
    if (loggedByCode)
      return finding(
        reference,
        'not-logged-yet',
        say('No run has logged "{0}" yet, though code of this workspace does.', title),
      );
    const meant = nearest(name.collection, others);
    return finding(
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
    return finding(
      reference,
      'unknown-version',
      newest === undefined
        ? say('"{0}" has no version {1}.', name.collection, alias)
        : say('"{0}" has no version {1}; its newest is {2}.', name.collection, alias, newest),
      replacement(newest),
    );
  const meant = nearest(alias, [...versions.flatMap((it) => it.aliases), 'latest']);
  return finding(
    reference,
    'unknown-alias',
    say('"{0}" has no alias "{1}".', name.collection, alias) + didYouMean(meant, say),
    replacement(meant ?? newest),
  );
}

function nodeFindings(
  reference: CodeReference,
  { node, collection }: Evidence,
  say: Say,
): readonly Finding[] {
  const found: Finding[] = [];
  const known = node?.type ?? collection?.type;
  if (known !== undefined && node?.kind === 'version') {
    const wrong = wrongType(reference, node, known, say);
    if (wrong) found.push(wrong);
  }
  if (node?.kind === 'version' && node.state === 'deleted')
    found.push(finding(reference, 'deleted-version', say('"{0}" was deleted.', titleOf(node))));
  if (node?.kind === 'version' && node.state === 'pending')
    found.push(
      finding(
        reference,
        'pending-version',
        say('"{0}" is not whole yet: the run that logs it has not committed it.', titleOf(node)),
      ),
    );
  return found;
}

function wrongType(
  reference: CodeReference,
  node: ArtifactVersion,
  known: string,
  say: Say,
): Finding | undefined {
  const { type, typeAt, call } = reference;
  // Source: `wandb.sdk.wandb_run.Run.use_model`: "… its type property must contain the substring 'model'".
  if (call === 'use_model')
    return known.includes('model')
      ? undefined
      : finding(
          reference,
          'wrong-type',
          say(
            '"{0}" has the type "{1}": use_model takes only types with "model" in them.',
            titleOf(node),
            known,
          ),
        );
  // Source: `wandb.sdk.wandb_run.Run.use_artifact`: "Supplied type … does not match type …".
  if (type === undefined || type === known) return undefined;
  return finding(
    reference,
    'wrong-type',
    say('"{0}" has the type "{1}", not "{2}": W&B refuses it.', titleOf(node), known, type),
    typeAt && replacing(say('Change the type to "{0}"', known), typeAt, type, known),
  );
}

/** An alias that meant another version when the script last ran. */
function movedFindings(
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
      finding(
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

function mutableFindings(
  reference: CodeReference,
  { name, node, trains }: Evidence,
  say: Say,
): readonly Finding[] {
  if (!trains || reference.relation !== 'used' || (name.alias && isVersion(name.alias))) return [];
  if (node?.kind !== 'version' || node.version === undefined) return [];
  const alias = name.alias ?? 'latest';
  return [
    finding(
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

function targetFindings(
  reference: CodeReference,
  { name, node, collection, complete, others }: Evidence,
  say: Say,
): readonly Finding[] {
  // What a registry holds is found as the version that was linked there last.
  if (!complete || node || collection || !name.project || !isRegistry(name.project)) return [];
  const meant = nearest(name.collection, others);
  return [
    finding(
      reference,
      'unknown-target',
      say('There is no "{0}" in {1} yet: linking makes it.', name.collection, name.project) +
        didYouMean(meant, say),
      meant === undefined ? undefined : fixTo(reference, name.collection, meant, say),
    ),
  ];
}

function finding(reference: CodeReference, code: Code, message: string, fix?: Fix): Finding {
  return { code, message, at: reference.nameAt, related: [], ...(fix && { fix }) };
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

function scopeText({ entity, project }: ArtifactName, say: Say): string {
  return project ? (entity ? `${entity}/${project}` : project) : say('this project');
}
