// What can stand in a half-typed artifact name: collections, then versions and aliases, each with what tells them apart.

import { compatible } from '../lineage/identity.ts';
import { inert } from '../lineage/inert.ts';
import type { ArtifactVersion, Collection, Lineage, Place, Run, Scope } from '../lineage/model.ts';
import { formatName, isRegistry, parseName } from '../lineage/name.ts';
import { newestFirst } from '../lineage/newestFirst.ts';
import type { CodeReference } from '../python/codeReference.ts';
import { typeIcon } from './looks.ts';
import { inCollection, isPattern, namesOf } from './names.ts';
import { readPages } from './readPages.ts';
import { ago, bytes, type Say } from './say.ts';
import type { Store } from './store.ts';

export interface Candidate {
  readonly kind: 'collection' | 'version' | 'alias' | 'project';
  readonly text: string;
  readonly detail: string;
  /** A codicon's name. */
  readonly icon: string;
  /** Better ones have smaller numbers. */
  readonly rank: number;
}

export interface Completion {
  /** How many of the typed characters, from the first, stay before what is inserted. */
  readonly kept: number;
  readonly candidates: readonly Candidate[];
  /** More would be found for a longer text. */
  readonly cut: boolean;
}

/** Pages of versions or collections that are asked for; a search of a large server is its own page's affair. */
const mostPages = 4;
const mostCandidates = 1000;

/**
 * Completes the name of a reference. `typed` is what its string holds before the caret; of a string with holes only the
 * part after the alias's colon can be completed. `now` is in milliseconds since 1970.
 */
export async function complete(
  reference: CodeReference,
  typed: string,
  store: Store,
  now: number,
  say: Say,
  signal: AbortSignal,
): Promise<Completion> {
  const colon = typed.indexOf(':');
  // Neither the target of a link nor a name that is made has an alias.
  const takesAlias = reference.relation === 'used' || reference.relation === 'read';
  if (colon < 0) return named(reference, await collectionsOf(store, signal), store.joined(), say);
  if (!takesAlias) return { kept: 0, candidates: [], cut: false };
  const versions = await versionsOf(reference, store, signal);
  return { ...numbered(versions, store.joined(), now, say), kept: colon + 1 };
}

async function collectionsOf(store: Store, signal: AbortSignal): Promise<readonly Collection[]> {
  const asked = await readPages(mostPages, (cursor) => store.collections(cursor, signal));
  const known = new Map(asked.map((collection) => [collection.id, collection]));
  for (const node of store.joined().nodes.values())
    if (node.kind === 'collection' && !known.has(node.id)) known.set(node.id, node);
  return [...known.values()];
}

async function versionsOf(
  reference: CodeReference,
  store: Store,
  signal: AbortSignal,
): Promise<readonly ArtifactVersion[]> {
  const [name] = namesOf(reference);
  if (!name || isPattern(name)) return [];
  const { alias: _, ...bare } = name;
  const found = await store.find(bare, signal);
  if (found?.kind === 'collection')
    return readPages(mostPages, (cursor) => store.versions(found, cursor, signal));
  return [...store.joined().nodes.values()].filter(
    (node): node is ArtifactVersion => node.kind === 'version' && inCollection(bare, node),
  );
}

function named(
  reference: CodeReference,
  collections: readonly Collection[],
  lineage: Lineage,
  say: Say,
): Completion {
  const texts = new Map<string, Candidate>();
  const fits = collections.filter((it) => suits(reference, it) && !isHalfTyped(reference, it));
  for (const collection of fits) {
    const text = textOf(reference, collection);
    if (texts.has(text)) continue;
    const rank = (isOwn(reference, collection) ? 0 : 2) + (collection.recorded.length > 0 ? 0 : 1);
    texts.set(text, {
      kind: 'collection',
      text,
      detail: detailOf(collection, say),
      icon: collection.holds === 'linked' ? 'bookmark' : typeIcon(collection.type),
      rank: rank + (typeSuits(reference, collection) ? 0 : 4),
    });
  }
  if (reference.argument !== 'registered_model_name')
    for (const [path, isOfRegistry] of projectsOf(reference, lineage)) {
      const detail = isOfRegistry ? say('registry') : say('project');
      const icon = isOfRegistry ? 'library' : 'folder';
      if (!texts.has(path)) texts.set(path, { kind: 'project', text: path, detail, icon, rank: 8 });
    }
  const all = [...texts.values()]
    .filter(isPlain)
    .sort((a, b) => a.rank - b.rank || a.text.localeCompare(b.text));
  return { kept: 0, candidates: all.slice(0, mostCandidates), cut: all.length > mostCandidates };
}

/** What would hide or turn text around is never written into code. */
function isPlain({ text }: Candidate): boolean {
  return inert(text, text.length) === text;
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

/** Aliases, the newest version's first, then the versions themselves. */
function numbered(
  versions: readonly ArtifactVersion[],
  lineage: Lineage,
  now: number,
  say: Say,
): Omit<Completion, 'kept'> {
  const sorted = [...versions].sort(newestFirst);
  const makers = makersOf(sorted, lineage);
  const aliases = new Map<string, Candidate>();
  const numbers: Candidate[] = [];
  for (const [index, version] of sorted.entries()) {
    const others = version.aliases.filter((alias) => alias !== version.version);
    const facts = factsOf(version, makers.get(version.id), now, say);
    for (const alias of others)
      if (!aliases.has(alias))
        aliases.set(alias, {
          kind: 'alias',
          text: alias,
          detail: [version.version, ...facts].filter((part) => part).join(' · '),
          icon: 'tag',
          rank: alias === 'latest' ? 0 : 1 + index,
        });
    if (version.version)
      numbers.push({
        kind: 'version',
        text: version.version,
        detail: [...others, ...facts].join(' · '),
        icon: typeIcon(version.type),
        rank: sorted.length + 1 + index,
      });
  }
  const all = [...aliases.values(), ...numbers].filter(isPlain).sort((a, b) => a.rank - b.rank);
  return { candidates: all.slice(0, mostCandidates), cut: all.length > mostCandidates };
}

function factsOf(
  { createdAt, size, state }: ArtifactVersion,
  maker: Run | undefined,
  now: number,
  say: Say,
): readonly string[] {
  return [
    state === 'deleted' ? say('deleted') : undefined,
    createdAt === undefined ? undefined : ago(createdAt, now, say),
    size === undefined ? undefined : bytes(size),
    maker && say('by {0}', maker.name),
  ].filter((part) => part !== undefined);
}

function makersOf(
  versions: readonly ArtifactVersion[],
  { nodes, edges }: Lineage,
): ReadonlyMap<ArtifactVersion['id'], Run> {
  const wanted = new Map(versions.map((version) => [version.id as string, version.id]));
  const found = new Map<ArtifactVersion['id'], Run>();
  for (const { kind, from, to } of edges) {
    const id = kind === 'logged' ? wanted.get(to) : undefined;
    const maker = id && nodes.get(from);
    if (id && maker?.kind === 'run') found.set(id, maker);
  }
  return found;
}

/** Whether code alone tells the whole name, so that an alias of it can be completed wherever its parts are written. */
export function isWhole({ value }: CodeReference): boolean {
  return (
    value.kind === 'exact' && value.values.length === 1 && parseName(value.values[0] ?? '') !== undefined
  );
}
