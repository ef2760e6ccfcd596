// When two nodes are the same thing: the one place that states the rule by which sources are unified, and why it holds.
//
// Two nodes are one when one of these holds, tried in this order, and nothing known of both contradicts it (`agree`):
//  1. They share an id. A script is its path, a run its scope and key, a version its scope, name and number: the trackers
//     give each of those once.
//  2. They share a tracker's own key (`version:server/…`), which one server gives once; or the SDK's (`version:client/…`),
//     which is drawn at random for each artifact object, so that all records with it are of that object.
//  3. The same run logged the same content (the digest of all its files) into the same collection, and only one version
//     on each side is so (content.ts). W&B makes a new version only where the content is not that of the latest one, so
//     a run's content is one version, unless the run went back to an earlier one; then it is more than one, and the rule
//     does not apply.
//  4. They have the same name (a run: the same key) and scopes that can be one, and there is only one such candidate.
//     A part of a scope that is unknown could be any, so a doubtful twin stays separate.
// Equal content alone is no proof: two collections, and two versions of one, may hold the same.

import type { LineageNode, NodeId, Scope } from './model.ts';

/** Whether two scopes can be one: each part that both know is equal. */
export function compatible(a: Scope, b: Scope): boolean {
  return (
    (!a.entity || !b.entity || a.entity === b.entity) &&
    (!a.project || !b.project || a.project === b.project) &&
    (!a.server || !b.server || a.server === b.server)
  );
}

/** The scope alone of what has one. */
export function scopeOf({ entity, project, server }: Scope): Scope {
  return { ...(entity && { entity }), ...(project && { project }), ...(server && { server }) };
}

/** How many parts of its scope a node knows, 0 to 2. */
export function knownParts(node: LineageNode): number {
  return node.kind === 'script' ? 2 : Number(!!node.entity) + Number(!!node.project);
}

/** What must be equal for two nodes of unequal ids to be the same; undefined when only ids can tell. */
export function identityKey(node: LineageNode): string | undefined {
  switch (node.kind) {
    case 'run':
      return `run ${node.key}`;
    case 'version':
      return node.version && `version ${node.name}:${node.version}`;
    case 'collection':
      return `collection ${node.name}`;
    case 'script':
      return `script ${node.path}`;
  }
}

/** The key under which a server keeps a version (`version:server/…`), when a source wrote it down. */
export function trackerKey(node: LineageNode): NodeId | undefined {
  return [node.id, ...node.also].find((id) => id.startsWith('version:server/'));
}

/**
 * Whether nodes that share an id are the same thing. A tracker's own key is unique only within one server, and a
 * folder does not say which server it spoke to, so the names and scopes must not contradict it.
 */
export function agree(a: LineageNode, b: LineageNode): boolean {
  if (a.kind === 'script' || b.kind === 'script') return a.id === b.id;
  if (!compatible(a, b)) return false;
  if (a.kind === 'run') return b.kind === 'run' && a.key === b.key;
  if (a.kind === 'collection') return b.kind === 'collection' && a.name === b.name;
  return b.kind === 'version' && a.name === b.name && (!a.version || !b.version || a.version === b.version);
}
