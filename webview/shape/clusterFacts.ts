// A cluster as a tile: what its members have in common, and how they differ in state.
import type { Cluster } from '../../src/lineage/cluster.ts';
import type { Tile } from '../../src/protocol/picture.ts';
import type { Say, Word } from '../words.ts';
import type { ShownTile } from './shownTile.ts';

/** All that a shown tile is but its sides. */
export function clusterFacts(
  { id, kind, count, name, type }: Cluster,
  members: readonly Tile[],
  say: Say,
): Omit<ShownTile, 'upstream' | 'downstream'> {
  const title = titleOf(kind, count, name ?? (kind === 'run' ? type : undefined), say);
  const detail = [type, ...states(members, say)].filter(Boolean).join(' · ');
  return {
    id,
    kind,
    title,
    detail,
    name: name ?? title,
    ...(type !== undefined && kind !== 'run' && { type }),
    declared: members.some(({ declared }) => declared),
    recorded: members.some(({ recorded }) => recorded),
    open: members.some(({ open }) => open),
    hasCode: false,
    hasPage: false,
    label: `${say('cluster')} ${title}, ${detail}`,
    members,
  };
}

const named = { run: 'runsOf', version: 'versionsOf', collection: 'collections', script: 'scripts' } as const;
const unnamed = { run: 'runs', version: 'versions', collection: 'collections', script: 'scripts' } as const;

function titleOf(kind: Cluster['kind'], count: number, name: string | undefined, say: Say): string {
  const word: Word = (name === undefined ? unnamed : named)[kind];
  return say(word, count, name ?? '');
}

/** Only the states that people look for: what went wrong and what still goes on. */
function states(members: readonly Tile[], say: Say): readonly string[] {
  return notable.flatMap((state) => {
    const count = members.filter((tile) => tile.state === state).length;
    return count > 0 ? [`${count} ${say(state)}`] : [];
  });
}

const notable = ['running', 'failed', 'crashed', 'killed', 'deleted'] as const;
