// The backend of run folders on disk: what each `wandb/` folder under the roots knows of its runs.

import type { ManifestFile } from '../../lineage/manifest.ts';
import type { ArtifactVersion } from '../../lineage/model.ts';
import type { Backend } from '../backend.ts';
import type { Host } from '../host.ts';
import { type Loaded, memoryBackend } from '../memory.ts';
import { clientVersionId, isClientVersion } from '../wandb/ids.ts';
import { listedFiles } from './listedFiles.ts';
import { locate } from './locate.ts';
import { artifactKind, manifestIn } from './manifests.ts';
import { mergedRuns } from './mergedRuns.ts';
import { recordsIn } from './recordsIn.ts';
import { type RunFacts, runFacts } from './runFacts.ts';
import { type ReadFolder, runFolders } from './runFolders.ts';

const label = 'local run folders';

export interface LocalRuns extends Backend {
  /** The folders of runs that were going when last read. */
  running(): readonly string[];
  /** Those of the runs that were going when last read whose folders changed, ended or fell silent since. */
  changed(signal: AbortSignal): Promise<readonly string[]>;
  /** The folders of runs that were found, their links followed. */
  bases(): readonly string[];
  /** Where they were looked for, links followed. */
  roots(): readonly string[];
}

/** The backend of all run folders under absolute `roots`. Between two refreshes the disk is read once. */
export function localRuns(host: Host, roots: readonly string[]): LocalRuns {
  const folders = runFolders(host, roots);
  const mergedOf = mergedRuns();
  let facts: ReadonlyMap<string, RunFacts & ReadFolder> = new Map();
  let loaded: Promise<Loaded> | undefined;
  let before: Promise<unknown> = Promise.resolve();

  const factsOf = (it: ReadFolder): RunFacts =>
    runFacts(it.folder, it.kept.reading, label, host.machine, host.now());

  const running = () => [...facts].filter(([, { run }]) => run.state === 'running');

  async function readAll(): Promise<Loaded> {
    const known = facts;
    const next = new Map<string, RunFacts & ReadFolder>();
    for (const [path, it] of await folders.read()) {
      const last = known.get(path);
      // Whether a run is going changes with time, not only with its folder.
      const same = last?.kept === it.kept && last.run.state !== 'running';
      next.set(path, same ? last : { ...it, ...factsOf(it) });
    }
    facts = next;
    return { lineage: mergedOf(next), problems: folders.problems() };
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

  /** A log is read again for its files: they may be very many, and are seldom asked for. */
  async function filesOf(
    { id, also }: ArtifactVersion,
    signal: AbortSignal,
  ): Promise<readonly ManifestFile[] | undefined> {
    await load(signal);
    const ids = new Set([id, ...also]);
    const logs = [...facts.values()]
      .filter(({ versions }) => versions.some((it) => ids.has(it.id)))
      .flatMap(({ folder, kept }) => (kept.logName ? [`${folder.path}/${kept.logName}`] : []));
    for (const log of logs) {
      const records = await recordsIn(host.files, log, artifactKind, signal).catch(() => []);
      signal.throwIfAborted();
      const manifest = manifestIn(records, (client) => ids.has(clientVersionId(client)));
      if (manifest && 'files' in manifest) return manifest.files;
      if (manifest) return listedFiles(host.files, manifest.listedAt, signal);
    }
    return undefined;
  }

  return {
    ...memoryBackend('local', label, load),
    // Only a run that was offline wrote down what it logged, and then by the object's own id.
    files: {
      knows: ({ id, also }) => [id, ...also].some(isClientVersion),
      of: filesOf,
      locate: (file, signal) => locate(host, file, signal),
    },
    refresh(paths) {
      loaded = undefined;
      folders.refresh(paths);
    },
    running: () => running().map(([path]) => path),
    async changed(signal) {
      const going = running();
      const moved = await Promise.all(
        going.map(async ([path, { run, kept }]) => {
          const now = await folders.look(path, signal);
          return now?.kept.size !== kept.size || !now || factsOf(now).run.state !== run.state;
        }),
      );
      return going.flatMap(([path], at) => (moved[at] ? [path] : []));
    },
    bases: () => folders.bases(),
    roots: () => folders.roots(),
  };
}
