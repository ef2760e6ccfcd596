// What two states of a folder's code declare differently: edges that are new, gone, or say another version or type.

import { changes } from '../lineage/changes.ts';
import { merge } from '../lineage/merge.ts';
import { type Edge, emptyLineage, type Lineage, type NodeId, type Place } from '../lineage/model.ts';
import type { CodeFile, CodeReference } from '../python/codeReference.ts';
import { declare } from './declare.ts';
import { namesOf } from './names.ts';

/** How an edge fares from one state to the other. */
export type Fate = 'added' | 'removed' | 'changed' | 'same';

export interface DeclaredEdge extends Edge {
  readonly fate: Fate;
  /** What the calls say besides the names: versions and aliases, types; of a changed one, before and after. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface DeclaredDiff {
  /** Nodes and edges of both states. */
  readonly lineage: Lineage;
  readonly edges: readonly DeclaredEdge[];
  /** Artifacts that no code logs any more, though code still uses or links them. */
  readonly orphaned: readonly NodeId[];
  /** Calls whose artifact the code does not say, in the state after, that were not there before. */
  readonly unknown: readonly Place[];
  /** Scripts with artifact calls that lie elsewhere now. */
  readonly moved: readonly (readonly [from: string, to: string])[];
}

/** `moves`: where files of the state before lie in the state after, when they were moved. */
export function declaredDiff(
  earlier: readonly CodeFile[],
  after: readonly CodeFile[],
  moves: ReadonlyMap<string, string> = new Map(),
): DeclaredDiff {
  const before = earlier.map((file) => movedFile(file, moves));
  const old = declare(emptyLineage, before);
  const fresh = declare(emptyLineage, after);
  const { lineage, canonical } = merge([fresh, old]);
  const [had, has] = [statements(old, before, canonical), statements(fresh, after, canonical)];
  const { added, removed, changed } = changes(had, has, (a, b) => `${a.says}` === `${b.says}`);
  const fates = new Map<string, DeclaredEdge>();
  for (const [key, { edge, says }] of has)
    fates.set(key, { ...edge, fate: 'same', before: says, after: says });
  for (const { key, edge, says } of added)
    fates.set(key, { ...edge, fate: 'added', before: [], after: says });
  for (const { key, edge, says } of removed)
    fates.set(key, { ...edge, fate: 'removed', before: says, after: [] });
  for (const pair of changed)
    fates.set(pair.after.key, {
      ...pair.after.edge,
      fate: 'changed',
      before: pair.before.says,
      after: pair.after.says,
    });
  const edges = [...fates.values()];
  return {
    lineage: { ...lineage, edges },
    edges,
    orphaned: orphans(edges),
    unknown: newlyUnknown(before, after),
    moved: earlier.flatMap(({ path, references }) => {
      const to = moves.get(path);
      return to !== undefined && references.length > 0 ? [[path, to] as const] : [];
    }),
  };
}

function movedFile(file: CodeFile, moves: ReadonlyMap<string, string>): CodeFile {
  const path = moves.get(file.path);
  if (path === undefined) return file;
  const at = (place: Place): Place => (place.path === file.path ? { ...place, path } : place);
  return {
    ...file,
    path,
    references: file.references.map((reference) => ({ ...reference, callAt: at(reference.callAt) })),
    runs: file.runs.map((run) => ({ ...run, at: at(run.at) })),
  };
}

/** The edges that differ, and those that are the same and touch one of their ends. */
export function near({ edges }: DeclaredDiff): readonly DeclaredEdge[] {
  const touched = new Set(edges.flatMap(({ fate, from, to }) => (fate === 'same' ? [] : [from, to])));
  return edges.filter(({ fate, from, to }) => fate !== 'same' || touched.has(from) || touched.has(to));
}

interface Statement {
  readonly key: string;
  readonly edge: Edge;
  readonly says: readonly string[];
}

/** The edges of one state by what they connect, each with what the calls at its places say besides. */
function statements(
  lineage: Lineage,
  files: readonly CodeFile[],
  canonical: (id: NodeId) => NodeId,
): ReadonlyMap<string, Statement> {
  const calls = new Map<string, CodeReference[]>();
  for (const reference of files.flatMap((file) => file.references)) {
    const key = spot(reference.callAt);
    calls.set(key, [...(calls.get(key) ?? []), reference]);
  }
  return new Map(
    lineage.edges.map((edge) => {
      const [from, to] = [canonical(edge.from), canonical(edge.to)];
      const artifact = lineage.nodes.get(edge.kind === 'used' ? edge.from : edge.to)?.name ?? '';
      const says = edge.declared
        .flatMap((place) => calls.get(spot(place)) ?? [])
        .filter(
          ({ relation, argument }) =>
            relation === edge.kind && (relation !== 'linked' || argument !== 'artifact'),
        )
        .flatMap((reference) => said(reference, artifact));
      const key = `${edge.kind} ${from} ${to}`;
      return [key, { key, edge: { ...edge, from, to }, says: [...new Set(says)].sort() }];
    }),
  );
}

/** The version or alias that a used name has; the type and the aliases that something is logged or linked with. */
function said(reference: CodeReference, artifact: string): readonly string[] {
  if (reference.relation === 'used')
    return namesOf(reference).flatMap(({ collection, alias }) =>
      collection === artifact && alias !== undefined ? [alias] : [],
    );
  return [...(reference.type === undefined ? [] : [reference.type]), ...reference.aliases];
}

function spot({ path, cell, range: { start, end } }: Place): string {
  return JSON.stringify([path, cell, start.line, start.character, end.line, end.character]);
}

function orphans(edges: readonly DeclaredEdge[]): readonly NodeId[] {
  const logged = edges.filter(({ kind }) => kind === 'logged');
  const still = new Set(logged.flatMap(({ fate, to }) => (fate === 'removed' ? [] : [to])));
  const needed = new Set(
    edges.flatMap(({ kind, fate, from }) => (kind === 'logged' || fate === 'removed' ? [] : [from])),
  );
  const lost = logged.flatMap(({ fate, to }) => (fate === 'removed' ? [to] : []));
  return [...new Set(lost)].filter((id) => !still.has(id) && needed.has(id));
}

/** Lines move: calls of one kind in one file are told apart by their number. */
function newlyUnknown(before: readonly CodeFile[], after: readonly CodeFile[]): readonly Place[] {
  const had = unknownCalls(before);
  return [...unknownCalls(after)].flatMap(([key, places]) => places.slice(had.get(key)?.length ?? 0));
}

function unknownCalls(files: readonly CodeFile[]): ReadonlyMap<string, readonly Place[]> {
  const found = new Map<string, Place[]>();
  for (const { relation, call, callAt, value } of files.flatMap((file) => file.references)) {
    if (value.values.length > 0 || relation === 'read' || relation === 'constructed') continue;
    const key = JSON.stringify([callAt.path, relation, call]);
    found.set(key, [...(found.get(key) ?? []), callAt]);
  }
  return found;
}
