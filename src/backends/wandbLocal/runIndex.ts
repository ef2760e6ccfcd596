// The index: what run folders said when they were last read, kept between two starts.

import * as v from 'valibot';
import { type CachedKind, getCached, setCached } from '../cached.ts';
import type { Cache } from '../host.ts';
import { type FolderReading, folderReading } from './readFolder.ts';

/** One part of the index: the folders of one `wandb/` folder and one month, so that old parts stay as they are. */
const part: CachedKind<readonly (readonly [path: string, reading: FolderReading])[]> = {
  namespace: 'wandb-runs',
  version: 2,
  schema: v.array(v.tuple([v.string(), folderReading])),
};

export interface RunIndex {
  /** Reads the parts that these folders are in, once each; the folders that they do not know are left out. */
  load(paths: readonly string[]): Promise<void>;
  get(path: string): FolderReading | undefined;
  set(path: string, reading: FolderReading | undefined): void;
  /** Writes the parts that changed. */
  save(): Promise<void>;
}

export function runIndex(cache: Cache): RunIndex {
  const parts = new Map<string, Map<string, FolderReading>>();
  const changed = new Set<string>();
  return {
    async load(paths) {
      const keys = new Set(paths.map(partOf).filter((key) => !parts.has(key)));
      await Promise.all(
        [...keys].map(async (key) => parts.set(key, new Map(await getCached(cache, part, key)))),
      );
    },
    get: (path) => parts.get(partOf(path))?.get(path),
    set(path, reading) {
      const key = partOf(path);
      const readings = parts.get(key) ?? new Map<string, FolderReading>();
      parts.set(key, readings);
      if (readings.get(path) === reading) return;
      if (reading) readings.set(path, reading);
      else readings.delete(path);
      changed.add(key);
    },
    async save() {
      const keys = [...changed];
      changed.clear();
      await Promise.all(keys.map((key) => setCached(cache, part, key, [...(parts.get(key) ?? [])])));
    },
  };
}

/** `/a/wandb/run-20261123_160146-abc` → `/a/wandb 202611`. */
function partOf(path: string): string {
  const slash = path.lastIndexOf('/');
  const stamp = path.indexOf('run-', slash) + 'run-'.length;
  return `${path.slice(0, slash)} ${path.slice(stamp, stamp + 6)}`;
}
