// Finds run folders: `wandb/` and `.wandb/` under a folder, and `run-*` and `offline-run-*` in those.

import { type Sentence, sentence } from '../../lineage/sentence.ts';
import type { FileEntry, Files } from '../host.ts';

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
  /** The `wandb/` folders that hold them, their links followed. */
  readonly bases: readonly string[];
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
  const problems: Sentence[] = [];
  const entered = new Set<string>();

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

  /** `path` has its links followed, so it names the folder once. */
  async function visit(path: string, depth: number): Promise<void> {
    if (entered.has(path) || entered.size >= mostFolders) return;
    entered.add(path);
    const name = path.slice(path.lastIndexOf('/') + 1);
    const own = runFolder(path);
    if (own) {
      folders.set(path, own);
      return;
    }
    const inside = name === 'wandb' || name === '.wandb';
    for (const entry of await list(path)) {
      if (entry.kind !== 'folder') continue;
      const run = inside ? runFolder(`${path}/${entry.name}`) : undefined;
      if (run) {
        bases.add(path);
        const real = entry.link ? await followed(run.path) : run.path;
        folders.set(real, { ...run, path: real });
      } else if (depth < deepest && (entry.name === '.wandb' || !skipped.test(entry.name)))
        await visit(
          entry.link ? await followed(`${path}/${entry.name}`) : `${path}/${entry.name}`,
          depth + 1,
        );
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

  for (const root of roots) await visit(await followed(root.replace(/(.)\/+$/, '$1')), 0);
  if (entered.size >= mostFolders)
    problems.push(
      sentence(
        'Only the first {0} folders were searched for runs: open a smaller folder to see the rest.',
        mostFolders,
      ),
    );
  return { folders: [...folders.values()], bases: [...bases], problems };
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
