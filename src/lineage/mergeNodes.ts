// Merges what several sources say of one node: the earlier source wins, the later ones fill the gaps.

import { contentNote } from './content.ts';
import { knownParts } from './identity.ts';
import type { ArtifactVersion, EdgeKind, LineageNode, Run, Source } from './model.ts';

const kinds: readonly EdgeKind[] = ['used', 'logged', 'linked'];

/** Merges nodes of one kind; the id is that of the node which knows most of its scope. At least one node. */
export function mergeNodes(group: readonly LineageNode[]): LineageNode {
  const [first] = group;
  if (!first) throw new Error('mergeNodes needs at least one node.');
  if (group.length === 1) return first;
  const best = group.reduce((a, b) => (rank(b) > rank(a) ? b : a));
  const filled: object = [...group]
    .reverse()
    .reduce<object>((known, node) => Object.assign(known, withoutGaps(node)), { ...first });
  return {
    ...filled,
    ...(first.kind === 'run' && runParts(group as readonly Run[])),
    ...(first.kind === 'version' && versionParts(group as readonly ArtifactVersion[])),
    id: best.id,
    also: [...new Set(group.flatMap((node) => [node.id, ...node.also]))].filter((id) => id !== best.id),
    recorded: sources(...group.map((node) => node.recorded)),
    declared: union(...group.map((node) => node.declared)),
    notes: union(...group.map((node) => node.notes), contentNote(group)),
    // All nodes of a group are of one kind, so the parts make one of that kind again.
  } as unknown as LineageNode;
}

/** An id made of a scope and a name beats a tracker's own key, and more scope beats less. */
function rank(node: LineageNode): number {
  return knownParts(node) + (/^version:(server|client)\//.test(node.id) ? -1 : 0);
}

/** A node less what it does not know, so that it never hides what another source does. */
function withoutGaps(node: LineageNode): Partial<LineageNode> {
  return Object.fromEntries(
    Object.entries(node).filter(
      ([key, value]) =>
        value !== undefined &&
        !(key === 'state' && value === 'unknown') &&
        !(key === 'aliases' && Array.isArray(value) && value.length === 0) &&
        !(key === 'name' && node.kind === 'run' && value === node.key),
    ),
  );
}

/**
 * A run that a tracker sees whole is seen whole, and it has ended when any source saw its end. A run that was resumed has
 * a folder for each time, and each knows of its own time only: what one of them cannot know is not known of the run. It
 * began with the first, while only the last one knows whether and how it ended.
 */
function runParts(group: readonly Run[]): object {
  const whole = group.some((run) => !run.blindTo || run.blindTo.length === 0);
  const blindTo = kinds.filter((kind) => !whole && group.some((run) => run.blindTo?.includes(kind)));
  const starts = group.flatMap((run) => run.startedAt ?? []);
  const folders = group.filter((run) => run.folder !== undefined);
  const last = folders.reduce<Run | undefined>(
    (a, b) => (a && (a.startedAt ?? 0) >= (b.startedAt ?? 0) ? a : b),
    undefined,
  );
  const current = group.filter((run) => run.folder === undefined || run === last);
  const ended = current.find((run) => run.endedAt !== undefined && run.state !== 'running');
  const state = [ended, ...current].find((run) => run && run.state !== 'unknown')?.state ?? 'unknown';
  const endedAt = current.find((run) => run.endedAt !== undefined)?.endedAt;
  const exitCode = current.find((run) => run.exitCode !== undefined)?.exitCode;
  return {
    state,
    blindTo: blindTo.length > 0 ? blindTo : undefined,
    ...(starts.length > 0 && { startedAt: Math.min(...starts) }),
    // Not what an earlier folder says of its own end.
    ...(folders.length > 1 && { endedAt, exitCode }),
  };
}

/**
 * Who knows a version's state knows its aliases too, and none are none: a run's folder only knows what the version was
 * called when the run logged or used it.
 */
function versionParts(group: readonly ArtifactVersion[]): Pick<ArtifactVersion, 'aliases'> | undefined {
  const teller = group.find(({ state }) => state !== 'unknown');
  return teller && { aliases: teller.aliases };
}

/** Each source once, as of when it was last read. */
export function sources(...lists: readonly (readonly Source[] | undefined)[]): readonly Source[] {
  const byLabel = new Map<string, Source>();
  for (const source of lists.flatMap((list) => list ?? [])) {
    const known = byLabel.get(source.label);
    if (!known || known.readAt < source.readAt) byLabel.set(source.label, source);
  }
  return [...byLabel.values()];
}

/** All members in order, each once; equal means equal as JSON. */
export function union<T>(...lists: readonly (readonly T[] | undefined)[]): readonly T[] {
  const filled = lists.filter((list) => list && list.length > 0);
  if (filled.length <= 1) return filled[0] ?? [];
  const seen = new Map<string, T>();
  for (const item of filled.flatMap((list) => list ?? [])) {
    const key = JSON.stringify(item);
    if (!seen.has(key)) seen.set(key, item);
  }
  return [...seen.values()];
}
