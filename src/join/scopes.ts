// Which projects are in play: those that the code's runs name, and those of the environment.

import type { Scope } from '../lineage/model.ts';
import { formatName, isRegistry } from '../lineage/name.ts';
import type { CodeFile } from '../python/codeReference.ts';

/** Each project once, in the order in which code names them; the environment fills in and comes last. */
export function scopesOf(files: readonly CodeFile[], environment: Scope): readonly Scope[] {
  const named = files.flatMap((file) => [
    ...file.runs,
    ...file.references.map((reference) => reference.scope),
  ]);
  const scopes = [...named, environment]
    .filter((scope) => scope.project && !scope.project.includes('*') && !isRegistry(scope.project))
    .map(({ entity = environment.entity, project = '' }): Scope => ({ ...(entity && { entity }), project }));
  const unique = new Map(scopes.map((scope) => [formatName({ ...scope, collection: '*' }), scope]));
  return [...unique.values()];
}
