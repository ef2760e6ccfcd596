// Opens a folder for the command line: scans its code, finds its backends, and puts both into a store.

import type { Backend } from '../backends/backend.ts';
import { BackendError } from '../backends/backend.ts';
import type { Host } from '../backends/host.ts';
import { lineageFile } from '../backends/lineageFile/lineageFile.ts';
import { folderScope } from '../backends/wandb/folderScope.ts';
import { localRuns } from '../backends/wandbLocal/localRuns.ts';
import { environmentServer, findKey } from '../backends/wandbServer/credentials.ts';
import { wandbServer } from '../backends/wandbServer/wandbServer.ts';
import { scopesOf } from '../join/scopes.ts';
import { Store } from '../join/store.ts';
import type { CodeFile } from '../python/codeReference.ts';
import { FolderScan } from '../python/folderScan.ts';
import { mayMatter } from '../python/markers.ts';
import { type Found, findFiles } from './findFiles.ts';
import { type BackendChoice, UsageError } from './usage.ts';

/** A larger source file is generated, not written. */
const largestSource = 8 * 1024 * 1024;

export interface Workspace {
  readonly store: Store;
  readonly files: readonly CodeFile[];
}

/** Opens `dir`. Throws a UsageError when it is no folder, a BackendError when the chosen backend cannot be had. */
export async function openWorkspace(
  host: Host,
  dir: string,
  choice: BackendChoice | 'none',
  signal: AbortSignal,
): Promise<Workspace> {
  const root = dir.replaceAll('\\', '/').replace(/(.)\/+$/, '$1');
  const found = await findFiles(host.files, root, signal).catch((error: unknown) => {
    throw new UsageError(`cannot read the folder "${dir}"${reason(error)}`);
  });
  const files = await scanAll(host, root, found, signal);
  const store = new Store();
  store.update(files.map((file) => [file.path, file]));
  if (choice !== 'none') store.use(await backends(host, root, found, files, choice, signal));
  return { store, files };
}

async function scanAll(
  host: Host,
  root: string,
  found: Found,
  signal: AbortSignal,
): Promise<readonly CodeFile[]> {
  const listed = new Set(found.code);
  const scan = new FolderScan(
    async (path) =>
      /\.py$/i.test(path) && !listed.has(path) ? undefined : await textOf(host, `${root}/${path}`, signal),
    { '': await folderScope(host, root, signal) },
  );
  const files: CodeFile[] = [];
  for (const path of found.code) {
    const file = await scanOne(host, root, path, scan, signal);
    if (file) files.push(file);
  }
  return files;
}

/** Undefined for a file that has nothing to do with artifacts. */
async function scanOne(
  host: Host,
  root: string,
  path: string,
  scan: FolderScan,
  signal: AbortSignal,
): Promise<CodeFile | undefined> {
  const empty = { path, references: [], runs: [] };
  try {
    const bytes = await bytesOf(host, `${root}/${path}`, signal);
    if (!bytes) return { ...empty, problem: `${path} is too large to scan (over 8 MB).` };
    return mayMatter(bytes) ? (await scan.scan(path, new TextDecoder().decode(bytes))).file : undefined;
  } catch (error) {
    signal.throwIfAborted();
    return { ...empty, problem: `${path} cannot be read${reason(error)}.` };
  }
}

async function textOf(host: Host, path: string, signal: AbortSignal): Promise<string | undefined> {
  const bytes = await bytesOf(host, path, signal);
  return bytes && new TextDecoder().decode(bytes);
}

async function bytesOf(host: Host, path: string, signal: AbortSignal): Promise<Uint8Array | undefined> {
  const { size } = await host.files.stat(path, signal);
  return size > largestSource ? undefined : await host.files.read(path, signal);
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
  if (wanted('local')) chosen.push(localRuns(host, [root]));
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
      `There is no key for ${url}: set WANDB_API_KEY or run "wandb login" first.`,
    );
  const scopes = scopesOf(files, await folderScope(host, root, signal));
  return wandbServer({ host, url, key: found.key, scopes });
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
}
