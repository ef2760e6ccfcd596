// The artifacts of a lineage by their collection's name.

import type { ArtifactVersion, Collection, Lineage } from '../lineage/model.ts';

export interface Artifacts {
  versions(name: string): readonly ArtifactVersion[];
  collections(name: string): readonly Collection[];
  readonly allCollections: readonly Collection[];
}

const indexed = new WeakMap<Lineage, Artifacts>();

/** Indexes a lineage, once. */
export function artifactsOf(lineage: Lineage): Artifacts {
  const known = indexed.get(lineage);
  if (known) return known;
  const versions = new Map<string, ArtifactVersion[]>();
  const collections = new Map<string, Collection[]>();
  for (const node of lineage.nodes.values()) {
    if (node.kind === 'version') push(versions, node.name, node);
    if (node.kind === 'collection') push(collections, node.name, node);
  }
  const made = {
    versions: (name: string) => versions.get(name) ?? [],
    collections: (name: string) => collections.get(name) ?? [],
    allCollections: [...collections.values()].flat(),
  };
  indexed.set(lineage, made);
  return made;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
