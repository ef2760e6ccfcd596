// Where the workspace's history comes from: lineage files, run folders, and the W&B server once connected.

import * as vscode from 'vscode';
import { type Backend, BackendError, type Trouble } from '../backends/backend.ts';
import type { Cache } from '../backends/host.ts';
import { lineageFile } from '../backends/lineageFile/lineageFile.ts';
import { memoryBackend } from '../backends/memory.ts';
import { type Notebook, notebookNamespace, openNotebook } from '../backends/notebook.ts';
import { recall } from '../backends/recall.ts';
import { remembered } from '../backends/remembered.ts';
import { type LocalRuns, localRuns } from '../backends/wandbLocal/localRuns.ts';
import { runRoots } from '../backends/wandbLocal/runRoots.ts';
import { wandbServer } from '../backends/wandbServer/wandbServer.ts';
import { scopesOf } from '../join/scopes.ts';
import type { Store } from '../join/store.ts';
import { emptyLineage } from '../lineage/model.ts';
import type { Code } from './code.ts';
import type { Connection, Server } from './connection.ts';
import { hostFor, hostPath } from './host.ts';
import { Recovery } from './recovery.ts';
import { RunWatch } from './runWatch.ts';
import { onDidChangeSettings, readSettings } from './settings.ts';

/** What changes within this many milliseconds is read together, */
const together = 100;
/** and a run that writes all the time is read again no more often than this; milliseconds. */
const between = 1000;

export class History implements vscode.Disposable {
  readonly #store: Store;
  readonly #code: Code;
  readonly #connection: Connection;
  readonly #cache: Cache;
  /** Where what a server said is kept between two starts. */
  readonly #serverCache: Cache;
  readonly #notebooks = new Map<string, Notebook>();
  readonly #recovery = new Recovery(() => this.#chooseAgain());
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #watch: RunWatch;
  #local: readonly LocalRuns[] = [];
  /** Paths that changed since they were read; undefined when the backends are to be chosen again. */
  #changed: readonly string[] | undefined = [];
  #readAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ready: Promise<void> | undefined;
  readonly #waits = new vscode.EventEmitter<number | undefined>();
  /** Until when the W&B server lets us wait, in milliseconds since 1970; undefined when it no longer does. */
  readonly onDidWait = this.#waits.event;

  constructor(store: Store, code: Code, connection: Connection, cache: Cache, serverCache: Cache) {
    this.#store = store;
    this.#code = code;
    this.#connection = connection;
    this.#cache = cache;
    this.#serverCache = serverCache;
    this.#watch = new RunWatch((paths) => this.#later(paths));
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.lineage.json');
    const later = () => this.#later(undefined);
    this.#subscriptions.push(
      this.#waits,
      this.#watch,
      watcher,
      watcher.onDidCreate(later),
      watcher.onDidChange(later),
      watcher.onDidDelete(later),
      { dispose: store.onDidChange(() => this.#watch.follow(this.#local)) },
    );
    const choose = () => this.#chooseAgain();
    this.#subscriptions.push(
      connection.onDidChange(() => {
        this.#forgetServers();
        this.#chooseAgain();
      }),
      onDidChangeSettings(choose),
      vscode.workspace.onDidGrantWorkspaceTrust(choose),
      vscode.workspace.onDidChangeWorkspaceFolders(choose),
    );
  }

  /** Chooses the backends and reads what the views need first; the same work is shared by all who ask. */
  async ready(signal: AbortSignal): Promise<void> {
    this.#ready ??= this.#choose();
    await this.#ready.catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    });
    await this.#store.ready(signal);
  }

  /** Reads everything again, the server included. */
  refresh(): void {
    this.#chooseAgain();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#recovery.reset();
    for (const notebook of this.#notebooks.values()) void notebook.flush();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Reads again what lies at these paths, soon; without paths, chooses the backends again. */
  #later(paths: readonly string[] | undefined): void {
    this.#changed = paths && this.#changed && [...this.#changed, ...paths];
    this.#timer ??= setTimeout(
      () => this.#readChanged(),
      Math.max(together, this.#readAt + between - Date.now()),
    );
  }

  #readChanged(): void {
    const paths = this.#changed;
    this.#timer = undefined;
    this.#changed = [];
    this.#readAt = Date.now();
    // The server is not asked again because a run that is going changes its folder.
    if (paths) this.#store.refresh(paths);
    else this.#chooseAgain();
  }

  #chooseAgain(): void {
    if (!this.#ready) return;
    this.#ready = this.#choose();
    // Whoever asks next is told; until then nobody waits for it.
    this.#ready.catch(() => undefined);
  }

  async #choose(): Promise<void> {
    await this.#code.ready();
    const folders = vscode.workspace.workspaceFolders ?? [];
    const files = await vscode.workspace.findFiles('**/*.lineage.json', '**/node_modules/**');
    const settings = readSettings();
    const extra = vscode.workspace.isTrusted ? settings.runFolders : [];
    this.#local = folders.map((folder) => {
      const host = hostFor(folder.uri, this.#cache);
      const path = hostPath(folder.uri);
      return localRuns(host, folder.index === 0 ? runRoots(host, path, extra) : [path]);
    });
    // The server knows the latest, a file is a copy of a server's word, a folder knows least: the earlier wins.
    this.#store.use([
      ...(await this.#server()),
      ...files.map((uri) => lineageFile(hostFor(uri), hostPath(uri))),
      ...this.#local,
    ]);
  }

  async #server(): Promise<readonly Backend[]> {
    try {
      const server = await this.#connection.server();
      return server ? [this.#backendOf(server)] : [];
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      // What is wrong with the server's address stands as a row; files and folders answer all the same.
      const loaded = { lineage: emptyLineage, problems: [error.message] };
      return [memoryBackend('wandb', 'W&B', async () => loaded)];
    }
  }

  #backendOf(server: Server): Backend {
    const settings = readSettings();
    const entity = settings.entity || server.entity;
    const project = settings.project || server.project;
    const scopes = scopesOf(this.#store.files, { ...(entity && { entity }), ...(project && { project }) });
    const { host, url, key } = server;
    const memory = recall({
      notebook: this.#notebookOf(JSON.stringify([url, key, scopes])),
      now: host.now,
      changed: () => {
        if (backend === this.#store.backends[0]) this.#store.refresh([]);
      },
    });
    const waiting = (until: number | undefined) => this.#waits.fire(until);
    const heard = (trouble: Trouble | undefined) => this.#recovery.heard(trouble);
    const backend = remembered(wandbServer({ host, url, key, scopes, memory, waiting, heard }), memory);
    return backend;
  }

  #notebookOf(name: string): Notebook {
    const notebook = this.#notebooks.get(name) ?? openNotebook(this.#serverCache, name, Date.now);
    this.#notebooks.set(name, notebook);
    return notebook;
  }

  /** Nothing of what a server said stays behind, here or on the disk. */
  #forgetServers(): void {
    for (const notebook of this.#notebooks.values()) notebook.close();
    this.#notebooks.clear();
    this.#recovery.reset();
    void this.#serverCache.clear(notebookNamespace);
  }
}
