// What a code reference names: its values as artifact names in their scope, and whether a node goes by such a name.

import { compatible } from '../lineage/identity.ts';
import type { ArtifactVersion, Collection } from '../lineage/model.ts';
import { type ArtifactName, formatName, isRegistry, isVersion, parseName } from '../lineage/name.ts';
import type { CodeReference } from '../python/codeReference.ts';

/** Where the SDK links registered models: `link_model` always targets this project of the run's entity. */
const modelRegistry = 'model-registry';

/** The names that a reference may mean, with its scope filled in; each hole is a `*`. */
export function namesOf(reference: CodeReference): readonly ArtifactName[] {
  return reference.value.values.flatMap((value) => {
    if (reference.argument === 'registered_model_name')
      return [scoped({ collection: value, project: modelRegistry }, reference.scope)];
    const name = parseName(value);
    if (!name) return [];
    // A name with a prefix is looked up there; a registry belongs to the organisation, not to the run's entity.
    if (name.project)
      return [isRegistry(name.project) ? onServer(name, reference.scope) : scoped(name, reference.scope)];
    return [scoped(name, reference.scope)];
  });
}

function onServer(name: ArtifactName, { server }: CodeReference['scope']): ArtifactName {
  return server ? { ...name, server } : name;
}

function scoped(name: ArtifactName, scope: ArtifactName | CodeReference['scope']): ArtifactName {
  const entity = name.entity ?? scope.entity;
  const project = name.project ?? scope.project;
  const server = name.server ?? scope.server;
  return { ...name, ...(entity && { entity }), ...(project && { project }), ...(server && { server }) };
}

export function isPattern(name: ArtifactName): boolean {
  return name.collection.includes('*');
}

/** How a name is shown: as it would be written inside its own project. */
export function shortName({ collection, alias }: ArtifactName): string {
  return formatName({ collection, ...(alias && { alias }) });
}

/** Whether a node lies in the named collection; a hole stands for any text without `/` and `:`. */
export function inCollection(name: ArtifactName, node: ArtifactVersion | Collection): boolean {
  return compatible(name, node) && glob(name.collection).test(node.name);
}

/** Whether two names can be of one collection, scopes aside; each hole stands for any text. */
export function sameCollection(a: ArtifactName, b: ArtifactName): boolean {
  if (a.collection === b.collection) return true;
  return (
    (isPattern(a) && glob(a.collection).test(b.collection)) ||
    (isPattern(b) && glob(b.collection).test(a.collection))
  );
}

/** Whether the version is what the name means today, as far as its source knows. */
export function meansVersion(name: ArtifactName, node: ArtifactVersion): boolean {
  if (!inCollection(name, node)) return false;
  const alias = name.alias ?? 'latest';
  return node.version === alias || node.aliases.includes(alias);
}

/**
 * Whether a run that asked for this name may have got this version: a version number must be equal, while any other
 * alias may have meant another version at the time.
 */
export function mayHaveMeant(name: ArtifactName, node: ArtifactVersion): boolean {
  if (!inCollection(name, node)) return false;
  return !name.alias || !isVersion(name.alias) || !node.version || node.version === name.alias;
}

/** Few patterns are asked about very many nodes. */
const globs = new Map<string, RegExp>();
const globsKept = 500;

function glob(pattern: string): RegExp {
  const known = globs.get(pattern);
  if (known) return known;
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const made = new RegExp(`^${parts.join('[^/:]*')}$`);
  if (globs.size >= globsKept) globs.clear();
  globs.set(pattern, made);
  return made;
}
