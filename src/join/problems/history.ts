// Problems that history proves: what it contradicts, never what it merely does not know.

import type { Graph } from '../../lineage/graph.ts';
import type { ArtifactVersion, Collection, Run } from '../../lineage/model.ts';
import type { ArtifactName } from '../../lineage/name.ts';
import type { CodeReference } from '../../python/codeReference.ts';
import type { Say } from '../say.ts';
import { movedFindings, mutableFindings } from './aliases.ts';
import type { Finding } from './finding.ts';
import { conflictFindings, stateFindings, typeFindings } from './meant.ts';
import { missingFinding, targetFindings } from './missing.ts';

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
  if (relation === 'logged' || relation === 'constructed') return conflictFindings(reference, evidence, say);
  if (relation !== 'used' && relation !== 'read') return [];
  const missing = missingFinding(reference, evidence, say);
  if (missing) return [missing];
  return [
    ...typeFindings(reference, evidence, say),
    ...stateFindings(reference, evidence, say),
    ...movedFindings(reference, evidence, graph, say),
    ...mutableFindings(reference, evidence, say),
  ];
}
