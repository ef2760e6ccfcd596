// Versions by their content: how a source that numbers no versions meets one that does.

import { knownParts } from './identity.ts';
import type { Edge, LineageNode, NodeId, VersionId } from './model.ts';
import { type Sentence, sentence } from './sentence.ts';
import { atOnce, each, type Steps } from './steps.ts';

const prefix = 'version:content/';

export function isContentId(id: NodeId): boolean {
  return id.startsWith(prefix);
}

/** The id of what a run, by its key, logged into a collection with this digest of all its files. */
function contentId(run: string, collection: string, digest: string): VersionId {
  return `${prefix}${run} ${collection} ${digest}`;
}

/**
 * The nodes in their order; each version that one of the runs among them logged also goes by its content, unless the
 * run logged the same content into the same collection as another version too.
 */
export function alsoByContent(nodes: readonly LineageNode[], edges: readonly Edge[]): readonly LineageNode[] {
  return atOnce(alsoByContentSteps(nodes, edges));
}

export function* alsoByContentSteps(
  nodes: readonly LineageNode[],
  edges: readonly Edge[],
): Steps<readonly LineageNode[]> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const versions = new Map<VersionId, Set<NodeId>>();
  for (const { kind, from, to, recorded } of edges) {
    yield;
    const [run, version] = [byId.get(from), byId.get(to)];
    if (kind !== 'logged' || recorded.length === 0 || run?.kind !== 'run') continue;
    if (version?.kind !== 'version' || !version.digest) continue;
    // Who gives numbers knows the project that they count in.
    if (version.version !== undefined && knownParts(version) < 2) continue;
    const id = contentId(run.key, version.name, version.digest);
    versions.set(id, (versions.get(id) ?? new Set()).add(to));
  }
  const ids = new Map<NodeId, VersionId[]>();
  for (const [id, [only, ...others]] of versions)
    if (only && others.length === 0) ids.set(only, [...(ids.get(only) ?? []), id]);
  if (ids.size === 0) return nodes;
  return yield* each(nodes, (node) => {
    const fresh = ids.get(node.id)?.filter((id) => !node.also.includes(id)) ?? [];
    return fresh.length > 0 ? { ...node, also: [...node.also, ...fresh] } : node;
  });
}

/** What is to be said of a version whose number one of its sources does not know, and its content alone tells. */
export function contentNote(group: readonly LineageNode[]): readonly Sentence[] {
  const numbered = group.find((node) => node.kind === 'version' && node.version !== undefined);
  const matched =
    numbered &&
    group.some(
      (node) =>
        node.kind === 'version' &&
        node.version === undefined &&
        shared(node, numbered).length > 0 &&
        shared(node, numbered).every(isContentId),
    );
  return matched
    ? [
        sentence(
          'The folder of the run that logged it holds no version number: the same content tells that it is this one.',
        ),
      ]
    : [];
}

function shared(a: LineageNode, b: LineageNode): readonly NodeId[] {
  const ids = new Set([b.id, ...b.also]);
  return [a.id, ...a.also].filter((id) => ids.has(id));
}
