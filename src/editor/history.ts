// Where the workspace's history comes from: lineage files, run folders, and the W&B server once connected.

import * as vscode from 'vscode';
import type { Backend } from '../backends/backend.ts';
import type { Cache } from '../backends/host.ts';
import type { LocalRuns } from '../backends/wandbLocal/localRuns.ts';
import { runRoots } from '../backends/wandbLocal/runRoots.ts';
import type { Store } from '../join/store.ts';
import type { Code } from './code.ts';
import type { Connection } from './connection.ts';
import { hostFor, hostPath } from './host.ts';
import type { ProjectChoices } from './projectChoice.ts';
import { RunWatch } from './runWatch.ts';
import { ServerHistory } from './serverHistory.ts';
import type { ServerStatus } from './serverStatus.ts';
import { onDidChangeSettings, readSettings } from './settings.ts';

/** What changes within this many milliseconds is read together, */
const together = 100;
/** and a run that writes all the time is read again no more often than this; milliseconds. */
const between = 1000;

export class History implements vscode.Disposable {
  readonly #store: Store;
  readonly #code: Code;
  readonly #cache: Cache;
  readonly server: ServerHistory;
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #watch: RunWatch;
  #local: readonly LocalRuns[] = [];
  /** Paths that changed since they were read; undefined when the backends are to be chosen again. */
  #changed: readonly string[] | undefined = [];
  #readAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ready: Promise<void> | undefined;

  /** `serverCache` keeps what a server said between two starts. */
  constructor(
    store: Store,
    code: Code,
    connection: Connection,
    choices: ProjectChoices,
    status: ServerStatus,
    cache: Cache,
    serverCache: Cache,
  ) {
    this.#store = store;
    this.#code = code;
    this.#cache = cache;
    const choose = () => this.#chooseAgain();
    this.server = new ServerHistory(store, connection, choices, status, serverCache, choose);
    this.#watch = new RunWatch((paths) => this.#later(paths));
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.lineage.json');
    const later = () => this.#later(undefined);
    this.#subscriptions.push(
      this.server,
      this.#watch,
      watcher,
      watcher.onDidCreate(later),
      watcher.onDidChange(later),
      watcher.onDidDelete(later),
      {
        dispose: store.onDidChange(() => {
          this.#watch.follow(this.#local);
          this.server.watch.follow();
        }),
      },
      connection.onDidChange(() => {
        void this.server.forget();
        choose();
      }),
      choices.onDidChange(choose),
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
    const [files, { localRuns }] = await Promise.all([
      lineageFiles(),
      import('../backends/wandbLocal/localRuns.ts'),
      this.#code.ready(),
    ]);
    const folders = vscode.workspace.workspaceFolders ?? [];
    // What several folders name is read once.
    const taken = new Set(folders.map((folder) => hostPath(folder.uri)));
    this.#local = folders.map((folder) => {
      const host = hostFor(folder.uri, this.#cache);
      const path = hostPath(folder.uri);
      const extra = vscode.workspace.isTrusted ? readSettings(folder.uri).runFolders : [];
      const others = runRoots(host, path, extra).filter((root) => !taken.has(root));
      for (const root of others) taken.add(root);
      return localRuns(host, [path, ...others]);
    });
    // The server knows the latest, a file is a copy of a server's word, a folder knows least: the earlier wins.
    this.#store.use([...(await this.server.backends()), ...files, ...this.#local]);
  }
}

/** Those of the workspace; they are read while its code is scanned. */
async function lineageFiles(): Promise<readonly Backend[]> {
  const [uris, { lineageFile }] = await Promise.all([
    vscode.workspace.findFiles('**/*.lineage.json', '**/node_modules/**'),
    import('../backends/lineageFile/lineageFile.ts'),
  ]);
  const backends = uris.map((uri) => lineageFile(hostFor(uri), hostPath(uri)));
  // Whoever asks is told what is wrong.
  for (const it of backends) it.whole?.(new AbortController().signal).catch(() => undefined);
  return backends;
}
