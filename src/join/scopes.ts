// Which projects are in play: those that the code's runs name, and those of the environment.

import type { Scope } from '../lineage/model.ts';
import { formatName, isRegistry } from '../lineage/name.ts';
import type { CodeFile } from '../python/codeReference.ts';

/**
 * Each project once, in the order in which code names them; then the environment, which fills in too, and those that
 * the user has added.
 */
export function scopesOf(
  files: readonly CodeFile[],
  environment: Scope,
  added: readonly Scope[] = [],
): readonly Scope[] {
  const named = files.flatMap((file) => [
    ...file.runs,
    ...file.references.map((reference) => reference.scope),
  ]);
  const scopes = [...named, environment, ...added]
    .filter((scope) => scope.project && !scope.project.includes('*') && !isRegistry(scope.project))
    .map(({ entity = environment.entity, project = '' }): Scope => ({ ...(entity && { entity }), project }));
  const unique = new Map(scopes.map((scope) => [formatName({ ...scope, collection: '*' }), scope]));
  return [...unique.values()];
}
