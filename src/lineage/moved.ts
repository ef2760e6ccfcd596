// Aliases that have moved on since a run asked for them: what it would get today is another version.

import type { ArtifactVersion, Lineage, NodeId } from './model.ts';
import { familyOf } from './newer.ts';

export interface MovedAlias {
  readonly alias: string;
  /** What it means now. */
  readonly now: ArtifactVersion;
}

/** For each run the aliases by which its code asked for an input and that another version has now, as far as is known. */
export function movedOf({ nodes, edges }: Lineage): ReadonlyMap<NodeId, readonly MovedAlias[]> {
  const asked = edges.filter(({ askedAs }) => askedAs);
  const moved = new Map<NodeId, readonly MovedAlias[]>();
  if (asked.length === 0) return moved;
  const holders = new Map<string, ArtifactVersion>();
  for (const node of nodes.values())
    if (node.kind === 'version' && node.state !== 'deleted')
      for (const alias of node.aliases) holders.set(`${alias} ${familyOf(node)}`, node);
  for (const { from, to, askedAs = [] } of asked) {
    const used = nodes.get(from);
    if (used?.kind !== 'version') continue;
    const found = askedAs.flatMap((alias): MovedAlias[] => {
      const now = holders.get(`${alias} ${familyOf(used)}`);
      return now && !used.aliases.includes(alias) ? [{ alias, now }] : [];
    });
    if (found.length > 0) moved.set(to, [...(moved.get(to) ?? []), ...found]);
  }
  return moved;
}
