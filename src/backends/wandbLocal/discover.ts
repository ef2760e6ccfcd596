// Finds run folders: `run-*` and `offline-run-*` in `wandb/` and `.wandb/` folders, and elsewhere those with a log.

import { type Sentence, sentence } from '../../lineage/sentence.ts';
import type { FileEntry, Files } from '../host.ts';
import { isBase } from './runRoots.ts';

export interface RunFolder {
  /** Absolute. */
  readonly path: string;
  readonly online: boolean;
  /** The run's id as the folder's name has it; the log's name may know better, since what follows an id may vary. */
  readonly key: string;
  /** The folder's time stamp, milliseconds since 1970 taken in local time. */
  readonly startedAt: number | undefined;
}

export interface Discovered {
  readonly folders: readonly RunFolder[];
  /** The folders that hold them, or will: empty `wandb/` folders too. Their links are followed. */
  readonly bases: readonly string[];
  /** The roots, their links followed. */
  readonly roots: readonly string[];
  readonly problems: readonly Sentence[];
}

const skipped = /^(node_modules|site-packages|__pycache__|venv|env|build|dist|\..*)$/;
const deepest = 8;
const mostFolders = 20_000;

/** Walks the roots to a bounded depth; links are followed, but each folder is entered once, so nothing loops. */
export async function discover(
  files: Files,
  roots: readonly string[],
  signal: AbortSignal,
): Promise<Discovered> {
  const folders = new Map<string, RunFolder>();
  const bases = new Set<string>();
  const realRoots: string[] = [];
  const problems: Sentence[] = [];
  /** Each folder that was entered, with whether that was as a `wandb/` folder: a link may call it so later. */
  const entered = new Map<string, boolean>();

  async function list(path: string): Promise<readonly FileEntry[]> {
    try {
      return await files.list(path, signal);
    } catch (error) {
      signal.throwIfAborted();
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      if (code !== 'ENOENT' && code !== 'ENOTDIR')
        problems.push(sentence('The folder {0} cannot be read ({1}): check its permissions.', path, code));
      return [];
    }
  }

  /** Follows the path's links first, so that no folder is entered again and again. */
  async function visit(called: string, link: boolean, depth: number): Promise<void> {
    const path = link ? await followed(called) : called;
    if (depth === 0) realRoots.push(path);
    const inside = isBase(called) || isBase(path);
    const before = entered.get(path);
    if (before || before === inside || entered.size >= mostFolders) return;
    entered.set(path, inside);
    const entries = await list(path);
    const own = runFolder(path);
    // Any folder may be called `run-tests`: outside of a `wandb/` folder only its log tells that it is a run's.
    if (own && entries.some(isLog)) {
      folders.set(path, own);
      if (depth > 0) bases.add(path.slice(0, path.lastIndexOf('/')));
      return;
    }
    if (inside) bases.add(path);
    for (const entry of entries) {
      if (entry.kind !== 'folder') continue;
      const run = inside ? runFolder(`${path}/${entry.name}`) : undefined;
      if (run) {
        const it = entry.link ? { ...run, path: await followed(run.path) } : run;
        folders.set(it.path, it);
      } else if (depth < deepest && (entry.name === '.wandb' || !skipped.test(entry.name)))
        await visit(`${path}/${entry.name}`, entry.link, depth + 1);
    }
  }

  async function followed(path: string): Promise<string> {
    try {
      return await files.realPath(path, signal);
    } catch {
      signal.throwIfAborted();
      return path;
    }
  }

  for (const root of roots) await visit(root.replace(/(.)\/+$/, '$1'), true, 0);
  if (entered.size >= mostFolders)
    problems.push(
      sentence(
        'Only the first {0} folders were searched for runs: open a smaller folder to see the rest.',
        mostFolders,
      ),
    );
  return { folders: [...folders.values()], bases: [...bases], roots: realRoots, problems };
}

/** Whether an entry of a run folder is the run's log. */
export function isLog({ kind, name }: FileEntry): boolean {
  return kind === 'file' && /^run-.+\.wandb$/.test(name);
}

/** The run folder that a path is by its name; undefined for any other, `latest-run` included. */
export function runFolder(path: string): RunFolder | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const named = /^(offline-)?run-(?:(\d{8})_(\d{6})-)?(.+)$/.exec(name);
  if (!named) return undefined;
  const [, offline, date, time, key = ''] = named;
  return { path, online: !offline, key, startedAt: date && time ? localTime(date, time) : undefined };
}

/** `20261123`, `153000` → milliseconds since 1970. */
function localTime(date: string, time: string): number | undefined {
  const part = (text: string, from: number, length: number) => Number(text.slice(from, from + length));
  const at = new Date(
    part(date, 0, 4),
    part(date, 4, 2) - 1,
    part(date, 6, 2),
    part(time, 0, 2),
    part(time, 2, 2),
    part(time, 4, 2),
  ).getTime();
  return Number.isNaN(at) ? undefined : at;
}
