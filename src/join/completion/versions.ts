// Candidates behind the colon of an artifact's name: aliases and versions, with age, size and producer.

import type { ArtifactVersion, Lineage, Run } from '../../lineage/model.ts';
import { newestFirst } from '../../lineage/newestFirst.ts';
import { typeIcon } from '../looks.ts';
import { ago, bytes, type Say } from '../say.ts';
import type { Candidate } from './candidate.ts';

/** Aliases, the newest version's first, then the versions themselves; `now` is in milliseconds since 1970. */
export function versionCandidates(
  versions: readonly ArtifactVersion[],
  lineage: Lineage,
  now: number,
  say: Say,
): readonly Candidate[] {
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
  return [...aliases.values(), ...numbers];
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
