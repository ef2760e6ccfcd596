// What a name leads to beside what a tracker finds: what only code declares, and whether nothing means that there is none.

import { compatible } from '../lineage/identity.ts';
import type { Collection, Lineage } from '../lineage/model.ts';
import type { ArtifactName } from '../lineage/name.ts';

/** The collection of that name that code or history speaks of. */
export function declaredAs(name: ArtifactName, { nodes }: Lineage): Collection | undefined {
  return [...nodes.values()].find(
    (node): node is Collection =>
      node.kind === 'collection' && node.name === name.collection && compatible(name, node),
  );
}

/** Whether sources of these labels, which see all of what they see any of, have seen the name's project. */
export function seesAllOf(
  { entity, project, server }: ArtifactName,
  { nodes }: Lineage,
  labels: readonly string[],
): boolean {
  if (labels.length === 0 || !project) return false;
  return [...nodes.values()].some(
    (node) =>
      node.kind !== 'script' &&
      node.project === project &&
      (!entity || node.entity === entity) &&
      (!server || node.server === undefined || node.server === server) &&
      node.recorded.some(({ label }) => labels.includes(label)),
  );
}
