// The workspace's code in the store: scanned when first asked for, and again as files and open documents change.

import * as vscode from 'vscode';
import type { Cache } from '../backends/host.ts';
import type { Store } from '../join/store.ts';
import type { Place, Position } from '../lineage/model.ts';
import type { CodeFile, CodeReference } from '../python/codeReference.ts';
import { type Chosen, codePattern, findCode } from './codeFiles.ts';
import type { Connection } from './connection.ts';
import { holds } from './convert.ts';
import { cellOf, fileOf, pathOf } from './documents.ts';
import type { Log } from './log.ts';
import { showScanProgress } from './scanProgress.ts';
import { WorkspaceScan } from './workspaceScan.ts';

/** Edits within this many milliseconds are scanned together. */
const pause = 250;

export class Code implements vscode.Disposable {
  readonly #store: Store;
  readonly #log: Log;
  readonly #files: WorkspaceScan;
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #changed = new Map<string, vscode.Uri>();
  /** Deleted files: an editor may still show them, but they are no longer the workspace's. */
  readonly #gone = new Set<string>();
  #chosen: Chosen = () => true;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #scan: Promise<void> | undefined;
  #stop = new vscode.CancellationTokenSource();

  constructor(
    context: vscode.ExtensionContext,
    store: Store,
    connection: Connection,
    cache: Cache,
    log: Log,
  ) {
    this.#store = store;
    this.#log = log;
    this.#files = new WorkspaceScan(context, connection, cache, log);
    const watch = (pattern: string) => {
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      const here = (uri: vscode.Uri) => {
        this.#gone.delete(uri.toString());
        this.#later(uri);
      };
      const gone = (uri: vscode.Uri) => {
        this.#gone.add(uri.toString());
        this.#later(uri);
      };
      return [watcher, watcher.onDidCreate(here), watcher.onDidChange(here), watcher.onDidDelete(gone)];
    };
    this.#subscriptions.push(
      ...watch(codePattern),
      ...watch('**/*.{yaml,yml,json,toml}'),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#later(fileOf(document))),
      vscode.workspace.onDidChangeNotebookDocument(({ notebook }) => this.#later(notebook.uri)),
      // What was not saved is gone: the file counts again, if there is one.
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document.uri.scheme !== 'vscode-notebook-cell') this.#later(document.uri);
      }),
      vscode.workspace.onDidCloseNotebookDocument(({ uri }) => this.#later(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#startAgain()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#startAgain()),
      // Which servers there are may be other ones: names of several folders are then read on others.
      connection.onDidChange(() => {
        if ((vscode.workspace.workspaceFolders?.length ?? 0) > 1) this.#startAgain();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (
          ['files.exclude', 'search.exclude', 'artifactLineage.scan', 'artifactLineage.wandb.baseUrl'].some(
            (it) => event.affectsConfiguration(it),
          )
        )
          this.#startAgain();
      }),
      vscode.commands.registerCommand('artifactLineage.stopScan', () => this.#stop.cancel()),
    );
  }

  /** Scans the workspace once; later calls wait for the same scan. */
  ready(): Promise<void> {
    this.#scan ??= this.#scanAll();
    return this.#scan;
  }

  /** The scan of a document as it is in the editor now. */
  fileFor(document: vscode.TextDocument): Promise<CodeFile | undefined> {
    return this.#files.scan(fileOf(document));
  }

  /** All scanned files, with what the editor shows of this document now. */
  async filesWith(document: vscode.TextDocument): Promise<readonly CodeFile[]> {
    const file = await this.fileFor(document);
    return file ? [...this.#store.files.filter(({ path }) => path !== file.path), file] : this.#store.files;
  }

  /** The innermost reference at a position: on its name, its call, or the string that holds its name. */
  async referenceAt(document: vscode.TextDocument, position: Position): Promise<CodeReference | undefined> {
    const at = await this.#at(document, position);
    return (
      at.named ??
      smallest(
        at.references.filter(({ callAt }) => at.here(callAt)),
        (it) => it.callAt,
      )
    );
  }

  /** The reference whose name, or the string that holds it, is at a position. */
  async nameAt(document: vscode.TextDocument, position: Position): Promise<CodeReference | undefined> {
    return (await this.#at(document, position)).named;
  }

  async #at(document: vscode.TextDocument, position: Position) {
    const file = await this.fileFor(document);
    const cell = cellOf(document);
    const here = (place: Place | undefined) =>
      place !== undefined && place.path === file?.path && place.cell === cell && holds(place.range, position);
    const references = file?.references ?? [];
    const named = references.filter((it) => here(it.nameAt) || here(it.literalAt));
    return { here, references, named: smallest(named, (it) => it.nameAt) };
  }

  /** Scans another text than the one that a file has now, e.g. that of an earlier commit. */
  scanText(path: string, text: string): Promise<CodeFile> {
    return this.#files.scanText(path, text);
  }

  /** Where a place lies; undefined for one that is not of this workspace. */
  uriOf(path: string): vscode.Uri | undefined {
    return this.#files.uriOf(path);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#stop.cancel();
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#files.dispose();
  }

  async #scanAll(): Promise<void> {
    this.#stop = new vscode.CancellationTokenSource();
    const { token } = this.#stop;
    const { uris, chosen } = await findCode(token);
    this.#chosen = chosen;
    this.#files.know(uris);
    const files: [string, CodeFile][] = [];
    const wanted = await this.#files.sift(uris);
    const shown = showScanProgress(wanted.length);
    try {
      for (const [index, uri] of wanted.entries()) {
        if (token.isCancellationRequested) break;
        shown.at(index);
        const file = await this.#files.scan(uri);
        if (file) files.push([file.path, file]);
      }
    } finally {
      shown.dispose();
    }
    if (token.isCancellationRequested)
      this.#log.info(`The scan was stopped after ${files.length} files with calls.`);
    this.#store.update(files);
    this.#files.saveLater();
  }

  #startAgain(): void {
    this.#stop.cancel();
    this.#files.reset();
    this.#store.update(this.#store.files.map((file) => [file.path, undefined]));
    // Whoever has asked before sees the change; nobody else is waiting.
    if (this.#scan) this.#scan = this.#scanAll();
  }

  #later(uri: vscode.Uri): void {
    if (this.#scan === undefined) return;
    const path = pathOf(uri);
    if (!/\.(?:py|ipynb)$/i.test(path) || !this.#chosen(uri)) {
      if (this.#files.readersOf(path).length === 0) return;
    }
    this.#changed.set(path, uri);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#rescan(), pause);
  }

  async #rescan(): Promise<void> {
    const changed = [...this.#changed];
    this.#changed.clear();
    const uris = new Map<string, vscode.Uri>();
    for (const [path, uri] of changed) {
      await this.#files.forget(path);
      if (/\.(?:py|ipynb)$/i.test(path) && this.#chosen(uri)) uris.set(path, uri);
      for (const reader of this.#files.readersOf(path)) {
        const readerUri = this.#files.uriOf(reader);
        if (readerUri) uris.set(reader, readerUri);
      }
    }
    this.#store.update(
      await Promise.all(
        [...uris].map(async ([path, uri]) => {
          const isGone = this.#gone.has(uri.toString());
          return [path, isGone ? undefined : await this.#files.scan(uri)] as const;
        }),
      ),
    );
    this.#files.saveLater();
  }
}

function smallest(references: readonly CodeReference[], placeOf: (it: CodeReference) => Place) {
  return [...references].sort((a, b) => length(placeOf(a)) - length(placeOf(b)))[0];
}

function length({ range: { start, end } }: Place): number {
  return (end.line - start.line) * 10_000 + (end.character - start.character);
}
