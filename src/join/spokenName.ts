// A node's name as code would write it.

import type { Lineage, LineageNode } from '../lineage/model.ts';
import { formatName } from '../lineage/name.ts';

/** The name with its entity and project, as far as they are known, e.g. `ada/mnist/mnist_model:v0`. */
export function fullName(node: LineageNode): string {
  if (node.kind === 'script') return node.path;
  const { entity, project } = node;
  const scope = { ...(entity && { entity }), ...(project && { project }) };
  if (node.kind === 'run') return formatName({ ...scope, collection: node.key });
  const alias = node.kind === 'version' ? (node.version ?? node.aliases[0]) : undefined;
  return formatName({ ...scope, collection: node.name, ...(alias && { alias }) });
}

/** The name as it is written in code: without a scope where all runs of the lineage share it, else in full. */
export function nameInCode(node: LineageNode, lineage: Lineage): string {
  if (node.kind === 'script' || node.kind === 'run') return node.name;
  const scopes = new Set<string>();
  for (const other of lineage.nodes.values())
    if (other.kind === 'run') scopes.add(`${other.entity ?? ''}/${other.project ?? ''}`);
  const shared = scopes.size === 1 && scopes.has(`${node.entity ?? ''}/${node.project ?? ''}`);
  return shared ? (fullName(node).split('/').at(-1) ?? node.name) : fullName(node);
}
