// What a hover says of a version or an artifact by itself.

import type { Graph } from '../lineage/graph.ts';
import type { ArtifactVersion, LineageNode } from '../lineage/model.ts';
import { formatName } from '../lineage/name.ts';
import { newestFirst } from '../lineage/newestFirst.ts';
import { titleOf } from '../lineage/title.ts';
import { stateWord } from './looks.ts';
import type { Piece } from './piece.ts';
import { ago, bytes, type Say } from './say.ts';

/** How many versions are named before the rest is counted. */
const shown = 3;

/** Size, files, age and where it lives. */
export function facts(node: LineageNode, now: number, say: Say): readonly (readonly Piece[])[] {
  if (node.kind !== 'version') return [];
  const parts = [
    node.state === 'committed' ? stateWord(node, say) : undefined,
    node.size === undefined ? undefined : bytes(node.size),
    node.fileCount === undefined ? undefined : fileCount(node.fileCount, say),
    node.createdAt === undefined ? undefined : say('created {0}', ago(node.createdAt, now, say)),
    node.project && formatName({ ...node, collection: '' }).replace(/\/$/, ''),
  ].filter((part) => part !== undefined && part !== '');
  return parts.length > 0 ? [[{ text: parts.join(' · ') }]] : [];
}

/** A collection's versions, the newest first. */
export function versions(node: LineageNode, graph: Graph, say: Say): readonly (readonly Piece[])[] {
  if (node.kind !== 'collection') return [];
  const found = graph
    .tied(node.id)
    .flatMap((id) => graph.lineage.nodes.get(id) ?? [])
    .filter((it): it is ArtifactVersion => it.kind === 'version')
    .sort(newestFirst);
  if (found.length === 0) return [];
  const pieces = found
    .slice(0, shown)
    .flatMap((version): readonly Piece[] => [
      { text: ', ' },
      { text: version.version ?? titleOf(version), link: { to: 'lineage', node: version.id } },
      { text: aliasText(version) },
    ]);
  const rest = found.length > shown ? [{ text: say(' and {0} more', found.length - shown) }] : [];
  return [[{ text: `${say('Versions')} ` }, ...pieces.slice(1), ...rest]];
}

function aliasText({ aliases, version }: ArtifactVersion): string {
  const others = aliases.filter((alias) => alias !== version);
  return others.length > 0 ? ` (${others.join(', ')})` : '';
}

function fileCount(count: number, say: Say): string {
  return count === 1 ? say('1 file') : say('{0} files', count);
}
