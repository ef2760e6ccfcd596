// What two that are compared are called: by the alias that each was chosen by, as long as it means that version.

import { inert } from '../lineage/inert.ts';
import type { ArtifactVersion, LineageNode } from '../lineage/model.ts';
import { titleOf } from '../lineage/title.ts';
import type { ComparedAliases } from '../protocol/picture.ts';
import type { Say } from './say.ts';

interface Both {
  readonly before: LineageNode;
  readonly after: LineageNode;
}

/** Names by which a version can be asked for besides its number, those where it is linked to included: `model:best`. */
export function aliasNames({ name, version, aliases, linkAliases = [] }: ArtifactVersion): readonly string[] {
  const own = aliases.filter((alias) => alias !== version).map((alias) => `${name}:${alias}`);
  return [...new Set([...own, ...linkAliases])];
}

/** The title that a comparison's panel has. */
export function comparedTitle({ before, after }: Both, aliases: ComparedAliases, say: Say): string {
  return say('Compare: {0} ↔ {1}', nameOf(before, aliases.before), nameOf(after, aliases.after));
}

/** e.g. `first → second`, `mnist_model:v3 → mnist_model:v5`; of two aliases of one artifact `mnist_model: production → latest`. */
export function comparedHeading({ before, after }: Both, aliases: ComparedAliases): string {
  const names = [nameOf(before, aliases.before), nameOf(after, aliases.after)] as const;
  const [[name, old], [other, fresh]] = [partsOf(names[0]), partsOf(names[1])];
  const short = name === other && !!old && !!fresh && meanSomething({ before, after }, aliases);
  return short ? `${name}: ${old} → ${fresh}` : names.join(' → ');
}

/** The versions that aliases among the two mean now, e.g. `v3 → v5`; undefined where no alias is. */
export function comparedVersions(both: Both, aliases: ComparedAliases): string | undefined {
  if (!meanSomething(both, aliases)) return undefined;
  const { before, after } = both;
  const short = (node: LineageNode) => (node.kind === 'version' && node.version) || titleOf(node);
  return before.name === after.name
    ? `${inert(short(before))} → ${inert(short(after))}`
    : `${titleOf(before)} → ${titleOf(after)}`;
}

function meanSomething({ before, after }: Both, aliases: ComparedAliases): boolean {
  return means(before, aliases.before) || means(after, aliases.after);
}

/** An alias may have moved on since it was chosen. */
function means(node: LineageNode, alias: string | undefined): boolean {
  return alias !== undefined && node.kind === 'version' && aliasNames(node).includes(alias);
}

function nameOf(node: LineageNode, alias: string | undefined): string {
  return alias !== undefined && means(node, alias) ? inert(alias) : titleOf(node);
}

function partsOf(name: string): readonly [name: string, alias: string | undefined] {
  const at = name.lastIndexOf(':');
  return at < 0 ? [name, undefined] : [name.slice(0, at), name.slice(at + 1)];
}
