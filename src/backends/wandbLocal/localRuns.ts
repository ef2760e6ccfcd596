// The backend of run folders on disk: what each `wandb/` folder under the roots knows of its runs.

import { merge } from '../../lineage/merge.ts';
import { lineageOf } from '../../lineage/model.ts';
import type { Backend } from '../backend.ts';
import type { Host } from '../host.ts';
import { type Loaded, memoryBackend } from '../memory.ts';
import { discover, type RunFolder } from './discover.ts';
import { type RunFacts, readRun } from './readRun.ts';

const label = 'local run folders';

/** The backend of all run folders under absolute `roots`. A folder is read again only when its log has changed. */
export function localRuns(host: Host, roots: readonly string[]): Backend {
  const known = new Map<string, { readonly stamp: string; readonly facts: RunFacts }>();
  let loaded: { readonly stamp: string; readonly loaded: Loaded } | undefined;

  async function factsOf(folder: RunFolder, stamp: string, signal: AbortSignal): Promise<RunFacts> {
    const cached = known.get(folder.path);
    // A run that may be going changes its state with time, not only with its log.
    if (cached?.stamp === stamp && cached.facts.run.state !== 'running') return cached.facts;
    const facts = await readRun(host, folder, label, signal);
    known.set(folder.path, { stamp, facts });
    return facts;
  }

  async function load(signal: AbortSignal): Promise<Loaded> {
    const { folders, problems } = await discover(host.files, roots, signal);
    const stamps = await Promise.all(folders.map((folder) => stampOf(host, folder, signal)));
    const facts: RunFacts[] = [];
    for (const [index, folder] of folders.entries())
      facts.push(await factsOf(folder, stamps[index] ?? '', signal));
    const stamp = facts.map(({ run }, index) => `${run.folder} ${stamps[index]} ${run.state}`).join('\n');
    // Several folders may belong to one run that was resumed: the one that started last speaks first.
    if (loaded?.stamp !== stamp) {
      const newest = [...facts].sort((a, b) => (b.run.startedAt ?? 0) - (a.run.startedAt ?? 0));
      const parts = newest.map(({ run, versions, edges }) => lineageOf([run, ...versions], edges));
      loaded = { stamp, loaded: { lineage: merge(parts).lineage, problems } };
    }
    return { ...loaded.loaded, problems };
  }

  return memoryBackend('local', label, load);
}

async function stampOf(host: Host, folder: RunFolder, signal: AbortSignal): Promise<string> {
  try {
    const { size, modifiedAt } = await host.files.stat(folder.log ?? folder.path, signal);
    return `${size} ${modifiedAt}`;
  } catch {
    signal.throwIfAborted();
    return 'unreadable';
  }
}
