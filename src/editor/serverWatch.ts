// Looks again at what goes on at the W&B server while somebody sees it: soon, then ever more rarely while nothing
// changes.

import type * as vscode from 'vscode';

/** Milliseconds between two looks while runs are going, at first and at most; */
const soon = 15_000;
const rarely = 300_000;
/** Timers stand still while the machine sleeps: whether the time has come is looked up this often; milliseconds. */
const tick = 5000;

/** The editor's window: whether somebody works with it. */
export type Window = Pick<typeof vscode.window, 'state' | 'onDidChangeWindowState'>;

export class ServerWatch implements vscode.Disposable {
  readonly #window: Window;
  readonly #look: () => Promise<boolean>;
  readonly #isGoing: () => boolean;
  readonly #focus: vscode.Disposable;
  readonly #seen = new Set<string>();
  #wait = soon;
  #lookedAt = Date.now();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looking = false;

  /** `look` asks anew and tells whether something has changed; `isGoing` whether any run is. */
  constructor(window: Window, look: () => Promise<boolean>, isGoing: () => boolean) {
    this.#window = window;
    this.#look = look;
    this.#isGoing = isGoing;
    this.#focus = window.onDidChangeWindowState(() => this.follow());
  }

  /** Takes in whether a view that shows history is seen. */
  see(view: string, visible: boolean): void {
    if (visible) this.#seen.add(view);
    else this.#seen.delete(view);
    this.follow();
  }

  /** A run may have begun or ended. What has been waited for counts. */
  follow(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#seen.size === 0 || !this.#window.state.focused || this.#looking) return;
    const left = this.#lookedAt + (this.#isGoing() ? this.#wait : rarely) - Date.now();
    if (left > 0) this.#timer = setTimeout(() => this.follow(), Math.min(left, tick));
    else this.#timer = setTimeout(() => void this.#now(), 0);
  }

  /** All was just read. */
  reset(): void {
    this.#wait = soon;
    this.#lookedAt = Date.now();
    this.follow();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#focus.dispose();
  }

  async #now(): Promise<void> {
    this.#looking = true;
    // A failure shows in the view's title, and whoever waits for the server's return tries again.
    const changed = await this.#look().catch(() => false);
    this.#looking = false;
    this.#lookedAt = Date.now();
    this.#wait = changed ? soon : Math.min(this.#wait * 2, rarely);
    this.follow();
  }
}
