// Scans single files of the workspace: fetches their text, asks the scanner, remembers who reads whom.

import * as vscode from 'vscode';
import type { Cache } from '../backends/host.ts';
import { folderScope } from '../backends/wandb/folderScope.ts';
import type { Scope } from '../lineage/model.ts';
import { inEnglish, type Sentence, sentence } from '../lineage/sentence.ts';
import type { CodeFile } from '../python/codeReference.ts';
import { mayMatter } from '../python/markers.ts';
import { onServer } from '../python/onServer.ts';
import type { Connection } from './connection.ts';
import { contentOf, pathOf } from './documents.ts';
import { hostFor, hostPath } from './host.ts';
import type { Log } from './log.ts';
import { openScanner, type Scanner } from './scanner.ts';

/** Scans are kept on disk once nothing changed for this many milliseconds. */
const rest = 5_000;

export class WorkspaceScan implements vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #connection: Connection;
  readonly #cache: Cache;
  readonly #log: Log;
  readonly #uris = new Map<string, vscode.Uri>();
  /** The files that each file's scan has read. */
  readonly #reads = new Map<string, readonly string[]>();
  #scanner: Promise<Scanner> | undefined;
  #servers: Promise<ReadonlyMap<string, string>> | undefined;
  #saving: ReturnType<typeof setTimeout> | undefined;

  constructor(context: vscode.ExtensionContext, connection: Connection, cache: Cache, log: Log) {
    this.#connection = connection;
    this.#extension = context.extensionUri;
    this.#cache = cache;
    this.#log = log;
  }

  /** Where a place lies; undefined for one that is not of this workspace. */
  uriOf(path: string): vscode.Uri | undefined {
    const known = this.#uris.get(path);
    if (known) return known;
    const folders = vscode.workspace.workspaceFolders ?? [];
    const [first = '', ...rest] = path.split('/');
    const named = folders.length > 1 ? folders.find((it) => it.name === first) : undefined;
    if (named) return vscode.Uri.joinPath(named.uri, ...rest);
    return folders[0] && vscode.Uri.joinPath(folders[0].uri, path);
  }

  /** Makes files known that a scan may ask for. */
  know(uris: readonly vscode.Uri[]): void {
    for (const uri of uris) this.#uris.set(pathOf(uri), uri);
  }

  /** The files that can have calls, or cannot be read: the others need not be scanned. */
  async sift(uris: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> {
    const open = new Set([
      ...vscode.workspace.textDocuments.map(({ uri }) => uri.toString()),
      ...vscode.workspace.notebookDocuments.map(({ uri }) => uri.toString()),
    ]);
    const isSaved = (uri: vscode.Uri) => uri.scheme === 'file' && !open.has(uri.toString());
    const paths = uris.filter(isSaved).map((uri) => uri.fsPath);
    const scanner = await this.#scanners();
    scanner.know(uris.filter(isSaved).map((uri) => [pathOf(uri), uri.fsPath]));
    for (const uri of uris) if (!isSaved(uri)) scanner.forget(pathOf(uri));
    const matter = new Set(await scanner.sift(paths));
    return uris.filter((uri) => !isSaved(uri) || matter.has(uri.fsPath));
  }

  /** Scanned files that have read this one. */
  readersOf(path: string): readonly string[] {
    return [...this.#reads].filter(([, reads]) => reads.includes(path)).map(([reader]) => reader);
  }

  /** To be called when a file was changed, made or deleted. */
  async forget(path: string): Promise<void> {
    (await this.#scanners()).forget(path);
  }

  /** Undefined for a file that is gone or that has nothing to do with artifacts. */
  async scan(uri: vscode.Uri): Promise<CodeFile | undefined> {
    const path = pathOf(uri);
    this.#uris.set(path, uri);
    const failed = (problem: Sentence) => {
      this.#log.warn(inEnglish(problem));
      return { path, references: [], runs: [], problem };
    };
    try {
      const content = await contentOf(uri);
      if (content === undefined) return failed(sentence('{0} is too large to scan (over 8 MB).', path));
      if (!mayMatter(content)) {
        this.#reads.delete(path);
        return undefined;
      }
      const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
      const { file, reads } = await (await this.#scanners()).scan(path, text);
      this.#reads.set(path, reads);
      return onServer(file, await this.#serverOf(uri));
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
        this.#uris.delete(path);
        this.#reads.delete(path);
        return undefined;
      }
      this.#log.warn(`${path}: ${error instanceof Error ? error.message : String(error)}`);
      return failed(sentence('{0} cannot be read.', path));
    }
  }

  /** Scans another text than the one that a file has now. Rejects when the scanner fails. */
  async scanText(path: string, text: string): Promise<CodeFile> {
    const file = await (await this.#scanners()).scanApart(path, text);
    const uri = this.uriOf(path);
    return uri ? onServer(file, await this.#serverOf(uri)) : file;
  }

  /** Undefined where no two servers are to be told apart. */
  async #serverOf(uri: vscode.Uri): Promise<string | undefined> {
    this.#servers ??= this.#connection.namesByFolder();
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return folder && (await this.#servers).get(folder.uri.toString());
  }

  #scanners(): Promise<Scanner> {
    this.#scanner ??= this.#open();
    return this.#scanner;
  }

  async #open(): Promise<Scanner> {
    const kept = await this.#cache.get('scans', workspaceKey());
    const saved = kept && new TextDecoder().decode(kept);
    const defaults = await this.#defaults();
    return openScanner(this.#extension, { saved, defaults }, (path) => this.#textOf(path));
  }

  /** Where each folder's runs go by its own settings, by the start of its files' paths. */
  async #defaults(): Promise<Readonly<Record<string, Scope>>> {
    if (!vscode.workspace.isTrusted) return {};
    const folders = vscode.workspace.workspaceFolders ?? [];
    const { signal } = new AbortController();
    const scopes = folders.map(async ({ uri, name }) => {
      const scope = await folderScope(hostFor(uri), hostPath(uri), signal);
      return [folders.length > 1 ? `${name}/` : '', scope] as const;
    });
    return Object.fromEntries(await Promise.all(scopes));
  }

  /** What the scanner asks for: modules that are the workspace's own code, and configurations. */
  async #textOf(path: string): Promise<string | undefined> {
    const uri = this.#uris.get(path) ?? (/\.py$/i.test(path) ? undefined : this.uriOf(path));
    const content = uri && (await contentOf(uri));
    return content instanceof Uint8Array ? new TextDecoder().decode(content) : content;
  }

  /** Keeps the scans for the next session, soon. */
  saveLater(): void {
    clearTimeout(this.#saving);
    this.#saving = setTimeout(async () => {
      const saved = await (await this.#scanners()).save().catch(() => undefined);
      if (saved !== undefined)
        await this.#cache.set('scans', workspaceKey(), new TextEncoder().encode(saved));
    }, rest);
  }

  /** Forgets all, and closes the scanner; the next scan opens one. */
  reset(): void {
    clearTimeout(this.#saving);
    this.#scanner?.then(
      (it) => it.dispose(),
      () => undefined,
    );
    this.#scanner = undefined;
    this.#servers = undefined;
    this.#uris.clear();
    this.#reads.clear();
  }

  dispose(): void {
    this.reset();
  }
}

/** The workspace by its folders: the cache may be shared with others. */
function workspaceKey(): string {
  return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()).join(' ');
}
