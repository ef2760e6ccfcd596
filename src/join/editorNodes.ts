// What the editor is at, as nodes: what a call in code stands for, and what a file is.

import {
  type ArtifactVersion,
  type Collection,
  type Lineage,
  type NodeId,
  type Place,
  scriptId,
} from '../lineage/model.ts';
import { type ArtifactName, parseName } from '../lineage/name.ts';
import type { CodeFile, CodeReference } from '../python/codeReference.ts';
import { inCollection, mayHaveMeant, meansVersion } from './names.ts';
import { runsOfFile } from './scriptRuns.ts';

/** Nodes that the call declares, else those that its name may mean; what it means today first. Asks no tracker. */
export function nodesOfReference(lineage: Lineage, reference: CodeReference): readonly NodeId[] {
  const names = reference.value.values.flatMap((text) => parseName(text) ?? []);
  const artifacts = [...lineage.nodes.values()].filter(
    (node) => node.kind === 'version' || node.kind === 'collection',
  );
  const declared = artifacts.filter((node) => node.declared.some((place) => same(place, reference.callAt)));
  const may = (node: ArtifactVersion | Collection, name: ArtifactName) =>
    node.kind === 'version' ? mayHaveMeant(name, node) : inCollection(name, node);
  const found =
    declared.length > 0 ? declared : artifacts.filter((node) => names.some((name) => may(node, name)));
  const rank = (node: ArtifactVersion | Collection) =>
    node.kind === 'collection' ? 2 : names.some((name) => meansVersion(name, node)) ? 0 : 1;
  return [...found].sort((a, b) => rank(a) - rank(b)).map(({ id }) => id);
}

/** The newest run of a script, else the script itself where code declares something that no run has recorded. */
export function nodeOfFile(lineage: Lineage, path: string, files: readonly CodeFile[]): NodeId | undefined {
  const script = scriptId(path);
  return runsOfFile(path, lineage, files)[0]?.id ?? (lineage.nodes.has(script) ? script : undefined);
}

function same(a: Place, b: Place): boolean {
  return (
    a.path === b.path &&
    a.cell === b.cell &&
    a.range.start.line === b.range.start.line &&
    a.range.start.character === b.range.start.character
  );
}
