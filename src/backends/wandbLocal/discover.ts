// Finds run folders: `wandb/` and `.wandb/` under a folder, and `run-*` and `offline-run-*` in those.

import type { FileEntry, Files } from '../host.ts';

export interface RunFolder {
  /** Absolute. */
  readonly path: string;
  readonly online: boolean;
  /** The run's id, from the log's name when there is one: an id may hold a dash. */
  readonly key: string;
  /** The folder's time stamp, milliseconds since 1970 taken in local time. */
  readonly startedAt: number | undefined;
  /** The log's path; undefined while the run has not written one. */
  readonly log: string | undefined;
}

export interface Discovered {
  readonly folders: readonly RunFolder[];
  readonly problems: readonly string[];
}

const skipped = /^(node_modules|site-packages|__pycache__|venv|env|build|dist|\..*)$/;
const deepest = 8;
const mostFolders = 20_000;

/** Walks the roots to a bounded depth; links are not followed, so nothing is met twice and nothing loops. */
export async function discover(
  files: Files,
  roots: readonly string[],
  signal: AbortSignal,
): Promise<Discovered> {
  const folders = new Map<string, RunFolder>();
  const problems: string[] = [];
  let visited = 0;

  async function list(path: string): Promise<readonly FileEntry[]> {
    try {
      return await files.list(path, signal);
    } catch (error) {
      signal.throwIfAborted();
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      if (code !== 'ENOENT' && code !== 'ENOTDIR')
        problems.push(`The folder ${path} cannot be read (${code}): check its permissions.`);
      return [];
    }
  }

  async function visit(path: string, depth: number): Promise<void> {
    if (++visited > mostFolders) return;
    const name = path.split('/').at(-1);
    const inside = name === 'wandb' || name === '.wandb';
    const entries = (await list(path)).filter(({ kind, link }) => kind === 'folder' && !link);
    const runs = inside ? entries.filter((entry) => /^(offline-)?run-/.test(entry.name)) : [];
    for (const { name: run } of runs) {
      const folder = await runFolder(`${path}/${run}`, run);
      if (folder) folders.set(folder.path, folder);
    }
    if (depth >= deepest || inside) return;
    for (const entry of entries)
      if (entry.name === '.wandb' || !skipped.test(entry.name))
        await visit(`${path}/${entry.name}`, depth + 1);
  }

  async function runFolder(path: string, name: string): Promise<RunFolder | undefined> {
    const stamp = /^(offline-)?run-(\d{8})_(\d{6})-(.+)$/.exec(name);
    const log = (await list(path)).find((entry) => /^run-.+\.wandb$/.test(entry.name))?.name;
    const key = log?.slice('run-'.length, -'.wandb'.length) ?? stamp?.[4];
    if (!key) return undefined;
    return {
      path,
      online: !name.startsWith('offline-'),
      key,
      startedAt: stamp ? localTime(stamp[2] ?? '', stamp[3] ?? '') : undefined,
      log: log && `${path}/${log}`,
    };
  }

  for (const root of roots) await visit(root.replace(/(.)\/+$/, '$1'), 0);
  if (visited > mostFolders)
    problems.push(
      `Only the first ${mostFolders} folders were searched for runs: open a smaller folder to see the rest.`,
    );
  return { folders: [...folders.values()], problems };
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
