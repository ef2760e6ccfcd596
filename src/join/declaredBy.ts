// The edges that one reference declares, hung on its script or carried by a run of it, to collections and versions.

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
import { inCollection, isPattern, meansVersion, namesOf } from './names.ts';
import { type Program, startOf } from './scripts.ts';

/**
 * What `reference` of `program` declares: used = version or collection → doer, logged = doer → collection,
 * linked = collection → collection. The doer is the run, when one carries it, else the script.
 */
export function declaredBy(
  run: Run | undefined,
  reference: CodeReference,
  program: Program,
  history: Lineage,
): Lineage {
  const doer = run ?? scriptOf(program);
  const names = namesOf(reference);
  const place = [reference.callAt];
  const edge = (kind: EdgeKind, from: LineageNode, to: LineageNode): Edge => ({
    kind,
    from: from.id,
    to: to.id,
    declared: place,
    recorded: [],
  });
  switch (reference.relation) {
    case 'used': {
      const inputs = names.map(
        (name) => versionNamed(name, history) ?? collectionNamed(name, reference, history),
      );
      return lineageOf(
        [doer, ...inputs],
        inputs.map((input) => edge('used', input, doer)),
      );
    }
    case 'logged': {
      const outputs = names.map((name) => collectionNamed(name, reference, history));
      return lineageOf(
        [doer, ...outputs],
        outputs.map((output) => edge('logged', doer, output)),
      );
    }
    case 'linked': {
      if (reference.argument === 'artifact') return emptyLineage;
      const targets = names.map((name) => collectionNamed(name, reference, history));
      const sources = linkedFrom(reference, program).flatMap((sibling) =>
        namesOf(sibling).map(
          (name) =>
            versionNamed(name, history) ?? collectionNamed(name, { ...sibling, relation: 'logged' }, history),
        ),
      );
      return lineageOf(
        [...sources, ...targets],
        sources.flatMap((source) => targets.map((target) => edge('linked', source, target))),
      );
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
function versionNamed(name: ArtifactName, history: Lineage): ArtifactVersion | undefined {
  if (isPattern(name) || name.alias?.includes('*')) return undefined;
  const versions = [...history.nodes.values()].filter(
    (node): node is ArtifactVersion => node.kind === 'version' && meansVersion(name, node),
  );
  return name.alias && versions.length === 1 ? versions[0] : undefined;
}

/** The collection of that name: history's when it knows exactly one, else one that only code declares. */
function collectionNamed(name: ArtifactName, reference: CodeReference, history: Lineage): Collection {
  const known = [...history.nodes.values()].filter(
    (node): node is Collection => node.kind === 'collection' && inCollection(name, node),
  );
  const [only] = known;
  if (only && known.length === 1) return { ...only, declared: [reference.callAt] };
  const { entity, project, collection } = name;
  const linked = reference.relation === 'linked' || (project !== undefined && isRegistry(project));
  return {
    kind: 'collection',
    id: collectionId(name, collection),
    ...(entity && { entity }),
    ...(project && { project }),
    name: collection,
    ...(reference.type && { type: reference.type }),
    holds: linked ? 'linked' : 'own',
    declared: [reference.callAt],
    recorded: [],
    also: [],
    notes: [],
  };
}
