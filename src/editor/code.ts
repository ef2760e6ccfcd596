// The workspace's code in the store: scanned when first asked for, and again as files and open documents change.

import * as vscode from 'vscode';
import type { Store } from '../join/store.ts';
import type { Place, Position } from '../lineage/model.ts';
import type { CodeFile, CodeReference } from '../python/codeReference.ts';
import { mayMatter, scanFile } from '../python/scan.ts';
import { holds } from './convert.ts';
import type { Log } from './log.ts';

const include = '**/*.{py,ipynb}';
/** Folders whose content is not the project's own. */
const foreign =
  /(^|\/)(node_modules|site-packages|__pycache__|\.?venv|env|wandb|mlruns|build|dist|\.[^/]+)\//;
/** A larger source file is generated, not written; bytes. */
const largestSource = 8 * 1024 * 1024;
/** Edits within this many milliseconds are scanned together. */
const pause = 250;

export class Code implements vscode.Disposable {
  readonly #store: Store;
  readonly #log: Log;
  readonly #uris = new Map<string, vscode.Uri>();
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #changed = new Map<string, vscode.Uri>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #scan: Promise<void> | undefined;

  constructor(store: Store, log: Log) {
    this.#store = store;
    this.#log = log;
    const watcher = vscode.workspace.createFileSystemWatcher(include);
    this.#subscriptions.push(
      watcher,
      watcher.onDidCreate((uri) => this.#later(uri)),
      watcher.onDidChange((uri) => this.#later(uri)),
      watcher.onDidDelete((uri) => this.#later(uri)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === 'python') this.#later(fileOf(document));
      }),
      vscode.workspace.onDidChangeNotebookDocument(({ notebook }) => this.#later(notebook.uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#scan = undefined;
        this.#uris.clear();
        this.#store.update(this.#store.files.map((file) => [file.path, undefined]));
      }),
    );
  }

  /** Scans the workspace once; later calls wait for the same scan. */
  ready(): Promise<void> {
    this.#scan ??= this.#scanAll();
    return this.#scan;
  }

  /** The scan of a document as it is in the editor now. */
  async fileFor(document: vscode.TextDocument): Promise<CodeFile | undefined> {
    const uri = fileOf(document);
    const scanned = await this.#scanOne(uri);
    return scanned;
  }

  /** The innermost reference at a position: on its name, its call, or the string that holds its name. */
  async referenceAt(document: vscode.TextDocument, position: Position): Promise<CodeReference | undefined> {
    const file = await this.fileFor(document);
    const cell = cellOf(document);
    const here = (place: Place | undefined) =>
      place !== undefined && place.path === file?.path && place.cell === cell && holds(place.range, position);
    const references = file?.references ?? [];
    const named = references.filter((it) => here(it.nameAt) || here(it.literalAt));
    const called = references.filter((it) => here(it.callAt));
    const smallest = (places: readonly CodeReference[], placeOf: (it: CodeReference) => Place) =>
      [...places].sort((a, b) => length(placeOf(a)) - length(placeOf(b)))[0];
    return smallest(named, (it) => it.nameAt) ?? smallest(called, (it) => it.callAt);
  }

  /** Where a place lies; undefined for one that is not of this workspace. */
  uriOf(path: string): vscode.Uri | undefined {
    const known = this.#uris.get(path);
    if (known) return known;
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    return folder && vscode.Uri.joinPath(folder.uri, path);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #scanAll(): Promise<void> {
    const found = await vscode.workspace.findFiles(include);
    const files: [string, CodeFile][] = [];
    for (const uri of found) {
      if (foreign.test(pathOf(uri))) continue;
      const file = await this.#scanOne(uri);
      if (file) files.push([file.path, file]);
    }
    this.#store.update(files);
  }

  #later(uri: vscode.Uri): void {
    if (this.#scan === undefined || foreign.test(pathOf(uri))) return;
    this.#changed.set(uri.toString(), uri);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#rescan(), pause);
  }

  async #rescan(): Promise<void> {
    const uris = [...this.#changed.values()];
    this.#changed.clear();
    this.#store.update(
      await Promise.all(uris.map(async (uri) => [pathOf(uri), await this.#scanOne(uri)] as const)),
    );
  }

  /** Undefined for a file that is gone or that has nothing to do with artifacts. */
  async #scanOne(uri: vscode.Uri): Promise<CodeFile | undefined> {
    const path = pathOf(uri);
    this.#uris.set(path, uri);
    try {
      const text = await textOf(uri);
      if (text === undefined) return { path, references: [], runs: [], problem: tooLarge(path) };
      return mayMatter(text) ? scanFile(path, text) : undefined;
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
      this.#log.warn(`${path}: ${error instanceof Error ? error.message : String(error)}`);
      return { path, references: [], runs: [], problem: vscode.l10n.t('{0} cannot be read.', path) };
    }
  }
}

/** A path as the store keys files: relative to the workspace, with the folder's name when there are several. */
export function pathOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri).replaceAll('\\', '/');
}

/** The file or notebook that a document is or belongs to. */
function fileOf(document: vscode.TextDocument): vscode.Uri {
  return notebookOf(document)?.uri ?? document.uri;
}

/** The index of a notebook's cell among all its cells; null for a plain document. */
export function cellOf(document: vscode.TextDocument): number | null {
  const cell = notebookOf(document)
    ?.getCells()
    .find((it) => it.document === document);
  return cell?.index ?? null;
}

function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  if (document.uri.scheme !== 'vscode-notebook-cell') return undefined;
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some((cell) => cell.document === document),
  );
}

/** What the editor shows of a file, else what is saved; undefined when it is too large to read. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const key = uri.toString();
  const notebook = vscode.workspace.notebookDocuments.find((it) => it.uri.toString() === key);
  if (notebook) return notebookText(notebook);
  const document = vscode.workspace.textDocuments.find((it) => it.uri.toString() === key);
  if (document) return document.getText();
  if ((await vscode.workspace.fs.stat(uri)).size > largestSource) return undefined;
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** An open notebook in the form of its file, less outputs, so that unsaved cells are scanned as they are. */
function notebookText(notebook: vscode.NotebookDocument): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: notebook.metadata.metadata ?? {},
    cells: notebook.getCells().map((cell) => ({
      cell_type: cell.kind === vscode.NotebookCellKind.Code ? 'code' : 'markdown',
      source: cell.document.getText(),
    })),
  });
}

function tooLarge(path: string): string {
  return vscode.l10n.t('{0} is too large to scan (over 8 MB).', path);
}

function length({ range: { start, end } }: Place): number {
  return (end.line - start.line) * 10_000 + (end.character - start.character);
}
