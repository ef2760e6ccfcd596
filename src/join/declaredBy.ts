// The edges that one reference declares, hung on its script or carried by a run of it, to collections and versions.

import { scopeOf } from '../lineage/identity.ts';
import {
  type ArtifactVersion,
  type Collection,
  collectionId,
  type Edge,
  type EdgeKind,
  emptyLineage,
  type Lineage,
  type LineageNode,
  lineageOf,
  type Run,
  type Script,
  scriptId,
} from '../lineage/model.ts';
import { type ArtifactName, isRegistry } from '../lineage/name.ts';
import type { CodeReference } from '../python/codeReference.ts';
import type { Artifacts } from './artifacts.ts';
import { inCollection, isPattern, meansVersion, namesOf } from './names.ts';
import { type Program, startOf } from './scripts.ts';

/**
 * What `reference` of `program` declares: used = version or collection → doer, logged = doer → collection,
 * linked = collection → collection. The doers are the runs that carry it, else the script.
 */
export function declaredBy(
  runs: readonly Run[],
  reference: CodeReference,
  program: Program,
  known: Artifacts,
): Lineage {
  const doers = runs.length > 0 ? runs : [scriptOf(program)];
  const names = namesOf(reference);
  const declared = [reference.callAt];
  const every = (kind: EdgeKind, froms: readonly LineageNode[], tos: readonly LineageNode[]): Lineage =>
    lineageOf(
      [...froms, ...tos],
      froms.flatMap(({ id: from }) =>
        tos.map(({ id: to }): Edge => ({ kind, from, to, declared, recorded: [] })),
      ),
    );
  const any = (name: ArtifactName) => collectionNamed(name, reference, known);
  switch (reference.relation) {
    case 'used':
      return every(
        'used',
        names.map((name) => versionNamed(name, known) ?? any(name)),
        doers,
      );
    case 'logged':
      return every('logged', doers, names.map(any));
    case 'linked': {
      if (reference.argument === 'artifact') return emptyLineage;
      const sources = linkedFrom(reference, program).flatMap((sibling) =>
        namesOf(sibling).map(
          (name) =>
            versionNamed(name, known) ?? collectionNamed(name, { ...sibling, relation: 'logged' }, known),
        ),
      );
      return every('linked', sources, names.map(any));
    }
    default:
      return emptyLineage;
  }
}

/** The other argument of a linking call, which says what is linked. */
function linkedFrom(reference: CodeReference, program: Program): readonly CodeReference[] {
  const { path, cell, range } = reference.callAt;
  return program.references.filter(
    (other) =>
      other !== reference &&
      (other.argument === 'artifact' || (other.argument === 'name' && other.relation === 'logged')) &&
      other.callAt.path === path &&
      other.callAt.cell === cell &&
      other.callAt.range.start.line === range.start.line &&
      other.callAt.range.start.character === range.start.character,
  );
}

function scriptOf(program: Program): Script {
  const start = startOf(program);
  return {
    kind: 'script',
    id: scriptId(program.path),
    path: program.path,
    name: program.path.split('/').at(-1) ?? program.path,
    declared: start ? [start] : [],
    recorded: [],
    also: [],
    notes: [],
  };
}

/** The version that history says the name means, when it is exactly one. */
function versionNamed(name: ArtifactName, known: Artifacts): ArtifactVersion | undefined {
  if (!name.alias || isPattern(name) || name.alias.includes('*')) return undefined;
  const versions = known.versions(name.collection).filter((version) => meansVersion(name, version));
  return versions.length === 1 ? versions[0] : undefined;
}

/** The collection of that name: history's when it knows exactly one, else one that only code declares. */
function collectionNamed(name: ArtifactName, reference: CodeReference, known: Artifacts): Collection {
  const candidates = isPattern(name) ? known.allCollections : known.collections(name.collection);
  const found = candidates.filter((node) => inCollection(name, node));
  const [only] = found;
  if (only && found.length === 1) return { ...only, declared: [reference.callAt] };
  const { project, collection } = name;
  const linked = reference.relation === 'linked' || (project !== undefined && isRegistry(project));
  return {
    kind: 'collection',
    id: collectionId(name, collection),
    ...scopeOf(name),
    name: collection,
    ...(reference.type && { type: reference.type }),
    holds: linked ? 'linked' : 'own',
    declared: [reference.callAt],
    recorded: [],
    also: [],
    notes: [],
  };
}
