// The backend of run folders on disk: what each `wandb/` folder under the roots knows of its runs.

import { merge } from '../../lineage/merge.ts';
import { lineageOf } from '../../lineage/model.ts';
import type { Backend } from '../backend.ts';
import type { Host } from '../host.ts';
import { inParallel } from '../inParallel.ts';
import { type Loaded, memoryBackend } from '../memory.ts';
import { type Discovered, discover, type RunFolder, runFolder } from './discover.ts';
import { readFolder } from './readFolder.ts';
import { type RunFacts, runFacts } from './runFacts.ts';
import { runIndex } from './runIndex.ts';

const label = 'local run folders';
/** Folders that are read at once: enough to keep the disk busy, few enough for little memory. */
const atOnce = 16;

const never = new AbortController().signal;

export interface LocalRuns extends Backend {
  /** Those of the runs that were going when last read whose folders changed, ended or fell silent since. */
  changed(signal: AbortSignal): Promise<readonly string[]>;
  /** The `wandb/` folders that were found, their links followed. */
  bases(): readonly string[];
}

/** The backend of all run folders under absolute `roots`. Between two refreshes the disk is read once. */
export function localRuns(host: Host, roots: readonly string[]): LocalRuns {
  const index = runIndex(host.cache);
  const facts = new Map<string, RunFacts>();
  let found: Discovered | undefined;
  /** Changed paths to look at; undefined for everything. */
  let stale: readonly string[] | undefined;
  let loaded: Promise<Loaded> | undefined;
  let before: Promise<unknown> = Promise.resolve();

  async function readAll(): Promise<Loaded> {
    const due = stale;
    stale = [];
    try {
      const again = (due && (await known(due))) ?? (await everything());
      await index.load(again.map(({ path }) => path));
      await inParallel(again, atOnce, readOne);
      // What the index could not keep is read again at the next start.
      void index.save();
      return { lineage: mergedFacts([...facts.values()]), problems: found?.problems ?? [] };
    } catch (error) {
      stale = due && stale ? [...due, ...stale] : undefined;
      throw error;
    }
  }

  async function everything(): Promise<readonly RunFolder[]> {
    found = await discover(host.files, roots, never);
    const there = new Set(found.folders.map(({ path }) => path));
    for (const path of facts.keys()) if (!there.has(path)) facts.delete(path);
    return found.folders;
  }

  /** The run folders that the changed paths are in; undefined when something else than a run may have come or gone. */
  async function known(paths: readonly string[]): Promise<readonly RunFolder[] | undefined> {
    if (!found) return undefined;
    const folders = new Map<string, RunFolder>();
    for (const path of new Set(paths.map(runPath))) {
      const run = path === undefined ? undefined : runFolder(path);
      if (!run) return undefined;
      const real = await host.files.realPath(run.path, never).catch(() => run.path);
      folders.set(real, { ...run, path: real });
    }
    const fresh = [...folders.values()].filter(({ path }) => !facts.has(path));
    const bases = fresh.map(({ path }) => path.slice(0, path.lastIndexOf('/')));
    const all = found.folders.filter(({ path }) => !folders.has(path));
    found = {
      ...found,
      folders: [...all, ...folders.values()],
      bases: [...new Set([...found.bases, ...bases])],
    };
    return [...folders.values()];
  }

  async function readOne(folder: RunFolder): Promise<void> {
    const { path } = folder;
    const reading = await readFolder(host.files, folder, host.now(), index.get(path), never);
    index.set(path, reading);
    if (reading) facts.set(path, runFacts(folder, reading, label, host.machine, host.now()));
    else facts.delete(path);
  }

  /** The work is shared, so it is not stopped by one of those who wait for it; it is done one after the other. */
  async function load(signal: AbortSignal): Promise<Loaded> {
    signal.throwIfAborted();
    if (!loaded) {
      const reading = before.then(readAll);
      loaded = reading;
      before = reading.catch(() => {
        if (loaded === reading) loaded = undefined;
      });
    }
    const value = await loaded;
    signal.throwIfAborted();
    return value;
  }

  return {
    ...memoryBackend('local', label, load),
    refresh(paths) {
      loaded = undefined;
      stale = paths && stale ? [...stale, ...paths] : undefined;
    },
    async changed(signal) {
      const running = [...facts].filter(([, { run }]) => run.state === 'running');
      const moved = await Promise.all(
        running.map(async ([path, { run }]) => {
          const folder = runFolder(path);
          const known = index.get(path);
          const reading = folder && (await readFolder(host.files, folder, host.now(), known, signal));
          if (!folder || !reading) return true;
          const now = runFacts(folder, reading, label, host.machine, host.now());
          return now.run.state !== run.state || reading.log?.size !== known?.log?.size;
        }),
      );
      return running.flatMap(([path], at) => (moved[at] ? [path] : []));
    },
    bases: () => found?.bases ?? [],
  };
}

/** The run folder that a path is in or is; undefined when it is in none. */
function runPath(path: string): string | undefined {
  return /^(.*\/\.?wandb\/(?:offline-)?run-[^/]+)(?:\/|$)/.exec(path)?.[1];
}

/** Several folders may belong to one run that was resumed: the one that started last speaks first. */
function mergedFacts(facts: readonly RunFacts[]): Loaded['lineage'] {
  const newest = [...facts].sort((a, b) => (b.run.startedAt ?? 0) - (a.run.startedAt ?? 0));
  return merge(newest.map(({ run, versions, edges }) => lineageOf([run, ...versions], edges))).lineage;
}
