// Addresses of W&B's web pages for runs, versions and collections.

import type { WholeScope } from '../../lineage/model.ts';

const path = (...parts: readonly string[]) => parts.map(encodeURIComponent).join('/');

export function runPage(app: string, { entity, project }: WholeScope, key: string): string {
  return `${app}/${path(entity, project)}/runs/${encodeURIComponent(key)}`;
}

export function versionPage(
  app: string,
  { entity, project }: WholeScope,
  type: string,
  name: string,
  version: string,
): string {
  return `${app}/${path(entity, project, 'artifacts', type, name, version)}`;
}

export function collectionPage(
  app: string,
  { entity, project }: WholeScope,
  type: string,
  name: string,
): string {
  return `${app}/${path(entity, project, 'artifacts', type, name)}`;
}

/** The project of a team that holds its registered models. */
export const modelRegistry = 'model-registry';
/** What the names of an organization's registries begin with, as projects. */
export const registryPrefix = 'wandb-registry-';

/** A collection of an organization's registry; `organization` is the name that people read. */
export function registryPage(
  app: string,
  organization: string,
  { entity, project }: WholeScope,
  name: string,
): string {
  const selection = encodeURIComponent(`${entity}/${project}/${name}`);
  const registry = project.startsWith(registryPrefix) ? project.slice(registryPrefix.length) : project;
  return `${app}/orgs/${path(organization)}/registry/${path(registry)}?selectionPath=${selection}&view=membership`;
}

/** A registered model of a team's legacy model registry. */
export function modelPage(app: string, { entity, project }: WholeScope, name: string): string {
  const selection = encodeURIComponent(`${entity}/${project}/${name}`);
  return `${app}/${path(entity)}/registry/model?selectionPath=${selection}`;
}
