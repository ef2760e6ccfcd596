// The node behind an id that a row, a hover or a tile hands over.

import type { Store } from '../join/store.ts';
import type { LineageNode, NodeId } from '../lineage/model.ts';
import type { History } from './history.ts';

/** Asked for where it is not known yet, or no longer: history may have been read anew meanwhile. */
export async function nodeOf(id: NodeId, store: Store, history: History): Promise<LineageNode | undefined> {
  const { signal } = new AbortController();
  const known = async () => (await store.join(signal)).nodes.get(id);
  const now = await known();
  if (now) return now;
  await history.ready(signal);
  return (await known()) ?? (await store.around([id], signal)).nodes.get(id);
}
