// Opens a folder for the command line: scans its code, finds its backends, and puts both into a store.

import type { Backend } from '../backends/backend.ts';
import { BackendError } from '../backends/backend.ts';
import type { Host } from '../backends/host.ts';
import { lineageFile } from '../backends/lineageFile/lineageFile.ts';
import { folderScope } from '../backends/wandb/folderScope.ts';
import { localRuns } from '../backends/wandbLocal/localRuns.ts';
import { runRoots } from '../backends/wandbLocal/runRoots.ts';
import { environmentServer, findKey } from '../backends/wandbServer/credentials.ts';
import { wandbServer } from '../backends/wandbServer/wandbServer.ts';
import { readPast, type ScanText } from '../join/readPast.ts';
import { scopesOf } from '../join/scopes.ts';
import { Store } from '../join/store.ts';
import { sentence } from '../lineage/sentence.ts';
import { sourceReader } from '../node/sourceReader.ts';
import type { CodeFile } from '../python/codeReference.ts';
import { FolderScan } from '../python/folderScan.ts';
import { sift } from '../python/markers.ts';
import { ScanCache } from '../python/scanCache.ts';
import { type Found, findFiles } from './findFiles.ts';
import { type BackendChoice, UsageError } from './usage.ts';

/** Set when a bundle is built: changes whenever the scanner does. */
declare const scannerVersion: string;

export interface Workspace {
  readonly store: Store;
  readonly files: readonly CodeFile[];
  /** Scans the code as it is now; the history stays as it was read. */
  rescan(signal: AbortSignal): Promise<void>;
}

/** Opens `dir`. Throws a UsageError when it is no folder, a BackendError when the chosen backend cannot be had. */
export async function openWorkspace(
  host: Host,
  dir: string,
  choice: BackendChoice | 'none',
  signal: AbortSignal,
): Promise<Workspace> {
  const root = dir.replaceAll('\\', '/').replace(/(.)\/+$/, '$1');
  const found = filesOf(root, dir);
  const { files, scanText } = await scanAll(host, root, found, signal);
  const store = new Store();
  store.update(files.map((file) => [file.path, file]));
  store.remember(readPast(host, root, scanText));
  if (choice !== 'none') store.use(await backends(host, root, found, files, choice, signal));
  const rescan = async (now: AbortSignal) => {
    const { files: fresh } = await scanAll(host, root, filesOf(root, dir), now);
    const gone = store.files.map((file) => [file.path, undefined] as const);
    store.update([...gone, ...fresh.map((file) => [file.path, file] as const)]);
  };
  return { store, files, rescan };
}

function filesOf(root: string, dir: string): Found {
  try {
    return findFiles(root);
  } catch (error) {
    throw new UsageError(`cannot read the folder "${dir}"${reason(error)}`);
  }
}

async function scanAll(
  host: Host,
  root: string,
  found: Found,
  signal: AbortSignal,
): Promise<{ readonly files: readonly CodeFile[]; readonly scanText: ScanText }> {
  const listed = new Set(found.code);
  const read = sourceReader();
  const bytesOf = (path: string) => read(`${root}/${path}`);
  const textOf = (path: string) => new TextDecoder().decode(bytesOf(path));
  const readNow = (path: string) => {
    try {
      return /\.py$/i.test(path) && !listed.has(path) ? null : textOf(path);
    } catch {
      return null;
    }
  };
  const scope = await folderScope(host, root, signal);
  const scan = new FolderScan(async () => undefined, { '': scope }, readNow);
  const key = await host.files.realPath(root, signal);
  const kept = await host.cache.get('scans', key);
  const version = `${scannerVersion} ${JSON.stringify(scope)}`;
  const scans = new ScanCache(scan, version, kept && new TextDecoder().decode(kept));
  const { matter, failed } = sift(found.code, bytesOf);
  const files = failed.map(({ path, reason }): CodeFile => {
    const problem =
      reason === 'EFBIG'
        ? sentence('{0} is too large to scan (over 8 MB).', path)
        : sentence('{0} cannot be read ({1}).', path, reason);
    return { path, references: [], runs: [], problem };
  });
  for (const path of matter) {
    signal.throwIfAborted();
    files.push((await scans.scan(path, textOf(path))).file);
  }
  const saved = scans.save();
  if (saved !== undefined) await host.cache.set('scans', key, new TextEncoder().encode(saved));
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    scanText: (path, text) => scans.scanApart(path, text),
  };
}

async function backends(
  host: Host,
  root: string,
  found: Found,
  files: readonly CodeFile[],
  choice: BackendChoice,
  signal: AbortSignal,
): Promise<readonly Backend[]> {
  const wanted = (kind: BackendChoice) => choice === kind || choice === 'auto';
  const chosen: Backend[] = [];
  // The server knows the latest, a file is a copy of a server's word, a folder knows least: the earlier wins.
  if (choice === 'wandb' || (choice === 'auto' && host.env('WANDB_API_KEY')))
    chosen.push(await connect(host, root, files, signal));
  if (wanted('file')) chosen.push(...found.lineageFiles.map((path) => lineageFile(host, `${root}/${path}`)));
  if (wanted('local')) chosen.push(localRuns(host, runRoots(host, root)));
  return chosen;
}

async function connect(
  host: Host,
  root: string,
  files: readonly CodeFile[],
  signal: AbortSignal,
): Promise<Backend> {
  const { url } = await environmentServer(host, signal);
  const found = await findKey(host, url, signal);
  if (!found)
    throw new BackendError(
      'signedOut',
      sentence('There is no key for {0}: set WANDB_API_KEY or run "wandb login" first.', url),
    );
  const scopes = scopesOf(files, await folderScope(host, root, signal));
  return wandbServer({ host, url, key: found.key, scopes });
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
}
