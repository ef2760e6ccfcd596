// A cache in a folder of its own: one file per key, bounded in age and size.

import type { Cache } from './host.ts';

export interface CachedFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** The folder as the host sees it; it is made when the first file is written. Every function may reject. */
export interface CacheFolder {
  read(name: string): Promise<Uint8Array>;
  /** Writes beside the place and renames, so that a file is either the old or the new one. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  list(): Promise<readonly CachedFile[]>;
  remove(name: string): Promise<void>;
}

export interface CacheBounds {
  /** Bytes of all files. */
  readonly size: number;
  /** Milliseconds since a file was written. */
  readonly age: number;
}

const usual: CacheBounds = { size: 256 * 1024 * 1024, age: 90 * 24 * 3600_000 };

/** The cache in `folder`; what is beyond the bounds is removed once, before the first file is written. */
export function folderCache(folder: CacheFolder, now: () => number, bounds = usual): Cache {
  let pruned: Promise<void> | undefined;
  return {
    async get(namespace, key) {
      try {
        return await folder.read(await fileName(namespace, key));
      } catch {
        return undefined;
      }
    },
    async set(namespace, key, bytes) {
      try {
        pruned ??= prune(folder, now() - bounds.age, bounds.size);
        await pruned;
        await folder.write(await fileName(namespace, key), bytes);
      } catch {
        // A cache that cannot be written is no cache, and nothing worse.
      }
    },
    async clear(namespace) {
      const files = await folder.list().catch(() => []);
      const own = files.filter(({ name }) => name.replace(/^\./, '').startsWith(`${namespace}-`));
      await Promise.all(own.map(({ name }) => folder.remove(name).catch(() => undefined)));
    },
  };
}

async function prune(folder: CacheFolder, oldest: number, room: number): Promise<void> {
  const files = await folder.list().catch(() => []);
  let left = room;
  for (const file of [...files].sort((a, b) => b.modifiedAt - a.modifiedAt)) {
    left -= file.size;
    if (left < 0 || file.modifiedAt < oldest) await folder.remove(file.name).catch(() => undefined);
  }
}

/** Keys may be paths of any length: the name is their SHA-256. */
async function fileName(namespace: string, key: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key)));
  return `${namespace}-${[...hash.subarray(0, 20)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
