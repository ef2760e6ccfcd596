// Reads a script as a run executed it: the copy that the run kept in its folder, else the commit that it was at.

import { type Host, joinPath } from '../backends/host.ts';
import type { Run } from '../lineage/model.ts';
import type { CodeFile } from '../python/codeReference.ts';
import type { Past } from './past.ts';

/** Reads what the script at `path` (relative to the workspace) was when `run` executed it; undefined when unknown. */
export type ReadPast = (run: Run, path: string, signal: AbortSignal) => Promise<Past | undefined>;

/** Scans a text that is not a file's present one. */
export type ScanText = (path: string, text: string) => Promise<CodeFile>;

/** Larger files are not looked at; bytes. */
const largest = 8 * 1024 * 1024;

/** `root` is the absolute folder that paths are relative to; `scan` reads a file's text as it reads the present ones. */
export function readPast(host: Host, root: string, scan: ScanText): ReadPast {
  const committed = new Map<string, Promise<string | undefined>>();

  async function textAt(path: string, signal: AbortSignal): Promise<string | undefined> {
    try {
      const { size } = await host.files.stat(path, signal);
      if (size > largest) return undefined;
      return new TextDecoder().decode(await host.files.read(path, signal));
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  }

  /** A commit's file never changes, so each is asked for once. */
  async function committedText(commit: string, path: string, signal: AbortSignal) {
    const { git } = host;
    if (!git || !/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(commit)) return undefined;
    const key = `${commit} ${path}`;
    const asked = committed.get(key) ?? git.fileAt(commit, joinPath(root, path), signal);
    committed.set(key, asked);
    asked.catch(() => committed.delete(key));
    return asked;
  }

  /** A patch beside the log says that the files it names were not as committed. */
  async function wasDirty(
    { folder, program = '' }: Run,
    path: string,
    signal: AbortSignal,
  ): Promise<boolean> {
    const patch = folder === undefined ? undefined : await textAt(`${folder}/files/diff.patch`, signal);
    const named = [...(patch ?? '').matchAll(/^\+\+\+ b\/(.+?)\t?\r?$/gm)].map((match) => match[1] ?? '');
    return named.some((name) =>
      [program.replaceAll('\\', '/'), path].some(
        (it) => it === name || it.endsWith(`/${name}`) || name.endsWith(`/${it}`),
      ),
    );
  }

  return async (run, path, signal) => {
    const now = await textAt(joinPath(root, path), signal);
    if (now === undefined) return undefined;
    const past = async (
      text: string | undefined,
      known: Past['known'],
      shownAs: string,
    ): Promise<Past | undefined> =>
      text === undefined
        ? undefined
        : { file: await scan(path, text), shownAs, known, textChanged: !sameText(path, text, now) };
    const saved = run.savedCode;
    if (saved !== undefined) {
      const found = await past(await textAt(saved, signal), 'saved', relative(root, saved));
      if (found) return found;
    }
    if (run.commit === undefined || (await wasDirty(run, path, signal))) return undefined;
    const commit = run.commit.slice(0, 7);
    return past(await committedText(run.commit, path, signal), { commit }, `${path}@${commit}`);
  };
}

/** Line ends differ between checkouts. A notebook's text holds its outputs too: only its references are compared. */
function sameText(path: string, then: string, now: string): boolean {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trimEnd();
  return path.endsWith('.ipynb') || plain(then) === plain(now);
}

function relative(root: string, path: string): string {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}
