// The index: what run folders said when they were last read, kept between two starts.

import { type CachedText, getCachedText, setCachedText } from '../cached.ts';
import { type Cache, noCache } from '../host.ts';
import { fromLine, type KeptReading, lineOf } from './keptReading.ts';

/** Set when a bundle is built: changes whenever the code of this folder does. */
declare const runReaderVersion: string;

/**
 * One part of the index, a line for each folder: those of one `wandb/` folder and one month, so that old parts stay.
 * The version and the checksum vouch that this very code wrote what is read. To look at each reading again, or only to
 * parse it, would take longer than to ask the disk whether it still holds.
 */
const part: CachedText = { namespace: 'wandb-runs', version: runReaderVersion };

export interface RunIndex {
  /** Reads the parts that these folders are in, once each; the folders that they do not know are left out. */
  load(paths: readonly string[]): Promise<void>;
  get(path: string): KeptReading | undefined;
  set(path: string, it: KeptReading | undefined): void;
  /**
   * Writes the parts that changed as of `now`, in milliseconds since 1970. What only runs that are going have changed
   * waits: they write all the time, and a part may be large.
   */
  save(now: number): Promise<void>;
}

/** So long at least between two writings of a part for the sake of runs that are going; milliseconds. */
const patience = 60_000;

export function runIndex(cache: Cache): RunIndex {
  const parts = new Map<string, Map<string, KeptReading>>();
  const keyOf = parting();
  /** Parts that differ from what is kept, each with whether a run in it has ended or is gone since. */
  const changed = new Map<string, boolean>();
  const savedAt = new Map<string, number>();
  return {
    async load(paths) {
      const keys = new Set<string>();
      for (const path of paths) keys.add(keyOf(path));
      const missing = [...keys].filter((key) => !parts.has(key));
      await Promise.all(
        missing.map(async (key) => {
          const text = await getCachedText(cache, part, key);
          const readings = new Map<string, KeptReading>();
          for (const line of text ? text.split('\n') : []) {
            const [name, it] = fromLine(line);
            readings.set(name, it);
          }
          parts.set(key, readings);
        }),
      );
    },
    get: (path) => parts.get(keyOf(path))?.get(nameOf(path)),
    set(path, it) {
      const [key, name] = [keyOf(path), nameOf(path)];
      const readings = parts.get(key) ?? new Map<string, KeptReading>();
      parts.set(key, readings);
      if (it) readings.set(name, it);
      else readings.delete(name);
      changed.set(key, changed.get(key) || !it || it.reading.log?.facts.exit !== undefined);
    },
    async save(now) {
      if (cache === noCache) return;
      const due = [...changed].filter(
        ([key, ended]) => ended || now - (savedAt.get(key) ?? Number.NEGATIVE_INFINITY) >= patience,
      );
      await Promise.all(
        due.map(async ([key]) => {
          changed.delete(key);
          savedAt.set(key, now);
          const lines = [...(parts.get(key) ?? [])].map(([name, it]) => lineOf(name, it));
          await setCachedText(cache, part, key, lines.filter((line) => line !== undefined).join('\n'));
        }),
      );
    },
  };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Tells the parts of paths. Most come in order: one is mostly in the part of the one before. */
function parting(): (path: string) => string {
  let key = '';
  /** All of a path that its part depends on. */
  let prefix = '';
  return (path) => {
    if (prefix !== '' && path.startsWith(prefix) && path.indexOf('/', prefix.length) < 0) return key;
    key = partOf(path);
    prefix = path.slice(0, path.indexOf('run-', path.lastIndexOf('/')) + 'run-202611'.length);
    return key;
  };
}

/** `/a/wandb/run-20261123_160146-abc` → `/a/wandb 202611`. */
function partOf(path: string): string {
  const slash = path.lastIndexOf('/');
  const stamp = path.indexOf('run-', slash) + 'run-'.length;
  return `${path.slice(0, slash)} ${path.slice(stamp, stamp + 6)}`;
}
