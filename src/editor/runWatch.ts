// Watches run folders: file events for all, and a slow second look at runs that are going, whose events may not come.

import * as vscode from 'vscode';
import type { LocalRuns } from '../backends/wandbLocal/localRuns.ts';
import { isBase } from '../backends/wandbLocal/runRoots.ts';
import { hostPath } from './host.ts';

const folder = '{run,offline-run}-*';
/** Below a folder of runs. VS Code knows no braces within braces. */
const patterns = [
  folder,
  `${folder}/{*.wandb,files/config.yaml,files/wandb-metadata.json,files/wandb-summary.json}`,
];
/** Between two looks at runs that are going: network folders send no events, and silence is none; milliseconds. */
const slow = 10_000;

/** Calls `changed` with the paths of what changed in run folders. Folders in which no run is going cost nothing. */
export class RunWatch implements vscode.Disposable {
  readonly #changed: (paths: readonly string[]) => void;
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #apart = new Map<string, vscode.Disposable>();
  readonly #stop = new AbortController();
  #backends: readonly LocalRuns[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: (paths: readonly string[]) => void) {
    this.#changed = changed;
    for (const pattern of ['', ...patterns.map((it) => `/${it}`)])
      this.#subscriptions.push(this.#watch(`**/{wandb,.wandb}${pattern}`));
  }

  /** Watches what these backends found; to be called again when they have read. */
  follow(backends: readonly LocalRuns[]): void {
    this.#backends = backends;
    const wanted = new Map<string, readonly [base: string, pattern: string]>();
    const want = (base: string, pattern: string) => wanted.set(`${base}/${pattern}`, [base, pattern]);
    for (const backend of backends) {
      for (const base of backend.bases().filter(isApart)) for (const pattern of patterns) want(base, pattern);
      // There may be no run yet.
      for (const root of backend.roots().filter(isOutside)) want(root, '{wandb,.wandb}');
    }
    for (const [key, watcher] of this.#apart)
      if (!wanted.has(key)) {
        watcher.dispose();
        this.#apart.delete(key);
      }
    for (const [key, [base, pattern]] of wanted)
      if (!this.#apart.has(key))
        this.#apart.set(key, this.#watch(new vscode.RelativePattern(vscode.Uri.file(base), pattern)));
    this.#wait();
  }

  dispose(): void {
    this.#stop.abort();
    clearTimeout(this.#timer);
    for (const it of [...this.#subscriptions, ...this.#apart.values()]) it.dispose();
  }

  #watch(pattern: vscode.GlobPattern): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const changed = (uri: vscode.Uri) => this.#changed([hostPath(uri)]);
    return vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(changed),
      watcher.onDidChange(changed),
      watcher.onDidDelete(changed),
    );
  }

  #wait(): void {
    if (this.#backends.some((backend) => backend.running().length > 0))
      this.#timer ??= setTimeout(() => void this.#look(), slow);
  }

  async #look(): Promise<void> {
    this.#timer = undefined;
    const { signal } = this.#stop;
    const looks = this.#backends.map((backend) => backend.changed(signal).catch(() => []));
    const paths = (await Promise.all(looks)).flat();
    if (signal.aborted) return;
    if (paths.length > 0) this.#changed(paths);
    this.#wait();
  }
}

/** Whether the watchers of the workspace do not see what happens in a folder of runs. */
function isApart(base: string): boolean {
  return !isBase(base) || isOutside(base);
}

function isOutside(path: string): boolean {
  return vscode.workspace.getWorkspaceFolder(vscode.Uri.file(path)) === undefined;
}
