// Candidates before the colon of an artifact's name: collections that can stand there, and projects and registries before them.

import { compatible } from '../../lineage/identity.ts';
import type { Collection, Lineage, Place, Scope } from '../../lineage/model.ts';
import { formatName, isRegistry } from '../../lineage/name.ts';
import type { CodeReference } from '../../python/codeReference.ts';
import { typeIcon } from '../looks.ts';
import type { Say } from '../say.ts';
import type { Candidate } from './candidate.ts';

/** By their names; each text once. */
export function collectionCandidates(
  reference: CodeReference,
  collections: readonly Collection[],
  say: Say,
): readonly Candidate[] {
  const texts = new Map<string, Candidate>();
  for (const collection of collections) {
    const text = textOf(reference, collection);
    if (texts.has(text) || !suits(reference, collection) || isHalfTyped(reference, collection)) continue;
    const rank = (isOwn(reference, collection) ? 0 : 2) + (collection.recorded.length > 0 ? 0 : 1);
    texts.set(text, {
      kind: 'collection',
      text,
      detail: detailOf(collection, say),
      icon: collection.holds === 'linked' ? 'bookmark' : typeIcon(collection.type),
      rank: rank + (typeSuits(reference, collection) ? 0 : 4),
    });
  }
  return byText([...texts.values()]);
}

/** As the beginnings of names. */
export function projectCandidates(
  reference: CodeReference,
  lineage: Lineage,
  say: Say,
): readonly Candidate[] {
  if (reference.argument === 'registered_model_name') return [];
  const found = [...projectsOf(reference, lineage)].map(
    ([text, isOfRegistry]): Candidate => ({
      kind: 'project',
      text,
      detail: isOfRegistry ? say('registry') : say('project'),
      icon: isOfRegistry ? 'library' : 'folder',
      rank: 8,
    }),
  );
  return byText(found);
}

function byText(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...candidates].sort((a, b) => a.text.localeCompare(b.text));
}

/** Whether a collection can stand in this argument at all. */
function suits(reference: CodeReference, collection: Collection): boolean {
  // No name leads to another server.
  if (!onOneServer(reference.scope, collection)) return false;
  const linked = collection.holds === 'linked' || isRegistry(collection.project ?? '');
  if (reference.argument === 'registered_model_name')
    return linked && collection.project === 'model-registry';
  if (reference.relation === 'linked') return linked;
  if (reference.relation === 'logged' || reference.relation === 'constructed') {
    if (linked || !isOwn(reference, collection)) return false;
  }
  const { type } = reference;
  return type === undefined || collection.type === undefined || type === collection.type;
}

function onOneServer({ server }: Scope, node: Scope): boolean {
  return compatible(server ? { server } : {}, node);
}

/** `use_model` is for models, though it takes any. */
function typeSuits({ call }: CodeReference, { type, holds }: Collection): boolean {
  return !/model/i.test(call) || holds === 'linked' || (type !== undefined && /model/i.test(type));
}

/** What is being typed was scanned as well, as a name that only this call declares. */
function isHalfTyped(
  { callAt, nameAt, literalAt }: CodeReference,
  { recorded, declared }: Collection,
): boolean {
  const same = (a: Place, b: Place | undefined) =>
    b !== undefined && a.path === b.path && a.cell === b.cell && a.range.start.line === b.range.start.line;
  return (
    recorded.length === 0 &&
    declared.every((place) => same(place, callAt) || same(place, nameAt) || same(place, literalAt))
  );
}

function isOwn({ scope }: CodeReference, collection: Collection): boolean {
  return compatible(scope, collection);
}

/** As it is written here: without its project where that is the run's own. */
function textOf(reference: CodeReference, collection: Collection): string {
  const { entity, project, name } = collection;
  if (reference.argument === 'registered_model_name') return name;
  // A registry is the organisation's: its entity is not written.
  if (project && isRegistry(project)) return formatName({ project, collection: name });
  if (isOwn(reference, collection) && reference.relation !== 'read') return name;
  return formatName({ ...(entity && { entity }), ...(project && { project }), collection: name });
}

function detailOf({ type, holds, recorded }: Collection, say: Say): string {
  const parts = [
    holds === 'linked' ? say('registry') : type,
    recorded.length === 0 ? say('only declared') : undefined,
  ];
  return parts.filter((part) => part).join(' · ');
}

/** The projects and registries that are known, as the beginnings of names, with whether each is a registry. */
function projectsOf(reference: CodeReference, lineage: Lineage): ReadonlyMap<string, boolean> {
  const { relation, scope } = reference;
  const asks = relation === 'used' || relation === 'read';
  const found = new Map<string, boolean>();
  for (const node of lineage.nodes.values()) {
    if (node.kind === 'script' || !node.project || !onOneServer(scope, node)) continue;
    const { entity, project } = node;
    if (isRegistry(project)) {
      // A registry is the organisation's: its entity is not written.
      if (asks || relation === 'linked') found.set(formatName({ project, collection: '' }), true);
    } else if (asks && !(compatible(scope, node) && relation !== 'read'))
      found.set(formatName({ ...(entity && { entity }), project, collection: '' }), false);
  }
  return found;
}
