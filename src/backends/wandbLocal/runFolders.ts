// The run folders under some roots and what each said when last read; after a change, only what changed is read.

import type { Sentence } from '../../lineage/sentence.ts';
import type { Host } from '../host.ts';
import { inParallel } from '../inParallel.ts';
import { turns } from '../pace.ts';
import { type Discovered, discover, type RunFolder, runFolder } from './discover.ts';
import type { KeptReading } from './keptReading.ts';
import { isUnchanged, readFolder } from './readFolder.ts';
import { runIndex } from './runIndex.ts';
import { isBase } from './runRoots.ts';

/** Folders that are read at once: enough to keep the disk busy, few enough for little memory. */
const atOnce = 16;
/** The disk is read for all who ask, so nobody stops it. */
const never = new AbortController().signal;

export interface ReadFolder {
  readonly folder: RunFolder;
  readonly kept: KeptReading;
}

export interface RunFolders {
  /** Reads what is stale, or all at first; one call at a time. By path, links followed. */
  read(): Promise<ReadonlyMap<string, ReadFolder>>;
  /** What lies at these absolute paths has changed; without paths, anything may have. */
  refresh(paths?: readonly string[]): void;
  /** Reads one folder again without taking it in; undefined when it is gone. */
  look(path: string, signal: AbortSignal): Promise<ReadFolder | undefined>;
  /** The folders of runs that were found, their links followed. */
  bases(): readonly string[];
  /** Where they were looked for, links followed. */
  roots(): readonly string[];
  /** What could not be searched. */
  problems(): readonly Sentence[];
}

export function runFolders(host: Host, roots: readonly string[]): RunFolders {
  const index = runIndex(host.cache);
  const readings = new Map<string, ReadFolder>();
  let found: Discovered | undefined;
  /** Changed paths to look at; undefined for everything. */
  let stale: readonly string[] | undefined;

  async function everything(): Promise<readonly RunFolder[]> {
    found = await discover(host.files, roots, never);
    const there = new Set(found.folders.map(({ path }) => path));
    for (const path of readings.keys()) if (!there.has(path)) readings.delete(path);
    return found.folders;
  }

  /** The run folders that the changed paths are in; undefined when something else than a run may have come or gone. */
  async function among(paths: readonly string[]): Promise<readonly RunFolder[] | undefined> {
    const before = found;
    if (!before) return undefined;
    const folders = new Map<string, RunFolder>();
    for (const path of new Set(paths.map((it) => runPath(it, before.bases)))) {
      const run = path === undefined ? undefined : runFolder(path);
      if (!run) return undefined;
      const real = await host.files.realPath(run.path, never).catch(() => run.path);
      const base = real.slice(0, real.lastIndexOf('/'));
      // What is in a place that was not searched, or was left out, is none of this backend's; and not all is a run.
      if (!before.bases.includes(base) || !(isBase(base) || readings.has(real))) return undefined;
      folders.set(real, { ...run, path: real });
    }
    return [...folders.values()];
  }

  async function readOne(folder: RunFolder): Promise<void> {
    const { path } = folder;
    const before = index.get(path);
    const kept = await readFolder(host.files, folder, host.now(), before, never);
    if (kept !== before) index.set(path, kept);
    if (kept) readings.set(path, { folder, kept });
    else readings.delete(path);
  }

  /** Those that are not, as far as can be told at once, as the index says; the others are taken from it. */
  async function changedOf(folders: readonly RunFolder[]): Promise<readonly RunFolder[]> {
    const due: RunFolder[] = [];
    const turn = turns();
    for (const folder of folders) {
      const before = index.get(folder.path);
      if (before && isUnchanged(host.files, folder, before))
        readings.set(folder.path, { folder, kept: before });
      else due.push(folder);
      const pause = turn();
      if (pause) await pause;
    }
    return due;
  }

  return {
    async read() {
      const due = stale;
      stale = [];
      try {
        const again = (due && (await among(due))) ?? (await everything());
        await index.load(again.map(({ path }) => path));
        await inParallel(await changedOf(again), atOnce, readOne);
      } catch (error) {
        stale = due && [...due, ...stale];
        throw error;
      }
      // What the index could not keep is read again at the next start.
      void index.save(host.now());
      return readings;
    },
    refresh(paths) {
      stale = paths && stale && [...stale, ...paths];
    },
    async look(path, signal) {
      const folder = runFolder(path);
      const kept = folder && (await readFolder(host.files, folder, host.now(), index.get(path), signal));
      return kept && { folder, kept };
    },
    bases: () => found?.bases ?? [],
    roots: () => found?.roots ?? [],
    problems: () => found?.problems ?? [],
  };
}

/** What may be the run folder that a path is in or is; undefined when it is in no folder of runs. */
function runPath(path: string, bases: readonly string[]): string | undefined {
  const named = /^(.*\/\.?wandb)\/(?:offline-)?run-/.exec(path)?.[1];
  const base = named ?? bases.find((it) => path.startsWith(`${it}/`));
  return base === undefined ? undefined : `${base}/${path.slice(base.length + 1).split('/')[0]}`;
}
