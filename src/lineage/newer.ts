// What is no longer the newest: versions that others have followed, and runs whose inputs have newer versions.

import { type ArtifactVersion, collectionId, type Lineage, type NodeId } from './model.ts';
import { newestFirst } from './newestFirst.ts';

/**
 * For a version the newest one known of its artifact, for a run those of what it used, where they are newer than what it
 * used; nodes that are up to date, as far as the lineage knows, are left out.
 */
export function newerOf({ nodes, edges }: Lineage): ReadonlyMap<NodeId, readonly ArtifactVersion[]> {
  const newest = new Map<string, ArtifactVersion>();
  for (const node of nodes.values()) {
    if (node.kind !== 'version' || node.state === 'deleted') continue;
    const known = newest.get(familyOf(node));
    if (!known || newestFirst(node, known) < 0) newest.set(familyOf(node), node);
  }
  const found = new Map<NodeId, Map<string, ArtifactVersion>>();
  const note = (id: NodeId, version: ArtifactVersion) => {
    const next = newest.get(familyOf(version));
    if (!next || newestFirst(next, version) >= 0) return;
    const own = found.get(id);
    if (own) own.set(next.id, next);
    else found.set(id, new Map([[next.id, next]]));
  };
  const used = new Map<NodeId, Set<NodeId>>();
  for (const node of nodes.values()) if (node.kind === 'version') note(node.id, node);
  for (const { kind, from, to } of edges) {
    const input = nodes.get(from);
    if (kind !== 'used' || input?.kind !== 'version') continue;
    note(to, input);
    const own = used.get(to);
    if (own) own.add(from);
    else used.set(to, new Set([from]));
  }
  const behind = new Map<NodeId, readonly ArtifactVersion[]>();
  for (const [id, versions] of found) {
    // A run that compares an old version with the newest lacks nothing.
    const left = [...versions.values()].filter((version) => !used.get(id)?.has(version.id));
    if (left.length > 0) behind.set(id, left);
  }
  return behind;
}

/** What all versions of one artifact share. */
export function familyOf(version: ArtifactVersion): string {
  return collectionId(version, version.name);
}
