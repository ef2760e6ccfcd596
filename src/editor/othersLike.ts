// What a version, an artifact or a run can be compared with.

import type { Store } from '../join/store.ts';
import { scopeOf } from '../lineage/identity.ts';
import { type ArtifactVersion, collectionId, type LineageNode, type Run } from '../lineage/model.ts';
import { newestFirst } from '../lineage/newestFirst.ts';

export type Comparable = ArtifactVersion | Run;

/** Versions of the same artifact, or other runs, those of the same script and job first; the newest first. */
export async function othersLike(node: LineageNode, store: Store): Promise<readonly Comparable[]> {
  const nodes = () => [...store.joined().nodes.values()];
  if (node.kind === 'script') return [];
  if (node.kind === 'run') {
    const alike = (it: Run) => Number(it.program === node.program) * 2 + Number(it.jobType === node.jobType);
    return nodes()
      .filter((it): it is Run => it.kind === 'run' && it.id !== node.id)
      .sort((a, b) => alike(b) - alike(a) || (b.startedAt ?? 0) - (a.startedAt ?? 0));
  }
  const { signal } = new AbortController();
  const family = collectionId(node, node.name);
  const ask = async () => {
    const found = await store.find({ ...scopeOf(node), collection: node.name }, signal);
    return found?.kind === 'collection' ? (await store.versions(found, undefined, signal)).items : [];
  };
  // A tracker out of reach says so in the sidebar; what is known can be compared all the same.
  const asked = await ask().catch(() => []);
  const known = nodes().filter(
    (it): it is ArtifactVersion => it.kind === 'version' && collectionId(it, it.name) === family,
  );
  const unique = new Map([...asked, ...known].map((it) => [it.id, it]));
  return [...unique.values()].filter(({ id }) => id !== node.id).sort(newestFirst);
}
