// Artifact names as the W&B SDK reads them: `[[entity/]project/]collection[:alias]`, registry paths included.

import type { Scope } from './model.ts';

export interface ArtifactName extends Scope {
  readonly collection: string;
  /** An alias or a version such as `v3`; absent when the name has none. */
  readonly alias?: string;
}

const registryPrefix = 'wandb-registry-';

/**
 * Parses a name as the SDK does: cut at the first `:`, then the left part at `/` into one to three parts.
 * Returns undefined for a name without a collection or with more than three parts.
 * Source: `wandb.sdk.artifacts._validators.ArtifactPath` (empty parts count as missing).
 */
export function parseName(text: string): ArtifactName | undefined {
  const colon = text.indexOf(':');
  const path = (colon < 0 ? text : text.slice(0, colon)).split('/');
  const alias = colon < 0 ? '' : text.slice(colon + 1);
  const collection = path.pop();
  if (!collection || path.length > 2) return undefined;
  const project = path.pop();
  const entity = path.pop();
  return {
    ...(entity && { entity }),
    ...(project && { project }),
    collection,
    ...(alias && { alias }),
  };
}

/** The inverse of `parseName`. An entity without a project cannot be written and is left out. */
export function formatName({ entity, project, collection, alias }: ArtifactName): string {
  const scope = project ? (entity ? `${entity}/${project}/` : `${project}/`) : '';
  return `${scope}${collection}${alias ? `:${alias}` : ''}`;
}

/** Whether an alias is a version (`v0`, `v12`); aliases such as `v2.0` or `V3` are not. */
export function isVersion(alias: string): boolean {
  return /^v\d+$/.test(alias);
}

/** Whether a project holds links: an organisation's registry or the team's legacy model registry. */
export function isRegistry(project: string): boolean {
  return project === 'model-registry' || (project.startsWith(registryPrefix) && project !== registryPrefix);
}
