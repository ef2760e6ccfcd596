// Tries a server that cannot be reached again: soon, then ever more rarely, and at once when the machine has woken up,
// its networks have changed, or the user has come back to the window.

import type * as vscode from 'vscode';
import type { Trouble } from '../backends/backend.ts';
import type { Window } from './serverWatch.ts';

/** Milliseconds until the first attempt, and the most between two. */
const first = 15_000;
const most = 300_000;
/** How often signs of a better time are looked for, and how late such a look must be to mean sleep; milliseconds. */
const look = 5000;
const asleep = 20_000;

export class Recovery implements vscode.Disposable {
  readonly #again: () => void;
  readonly #networks: () => string;
  readonly #focus: vscode.Disposable;
  #wait = first;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looking: ReturnType<typeof setInterval> | undefined;

  /** `networks` gives a text that changes when the machine's networks do. */
  constructor(window: Window, again: () => void, networks: () => string) {
    this.#again = again;
    this.#networks = networks;
    this.#focus = window.onDidChangeWindowState(({ focused }) => {
      if (focused) this.#now();
    });
  }

  /** Takes in how a question ended; undefined: well. */
  heard(trouble: Trouble | undefined): void {
    if (trouble === undefined) {
      this.reset();
      return;
    }
    if (trouble !== 'unreachable' && trouble !== 'tooManyRequests') return;
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#go(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, most);
    if (trouble === 'unreachable') this.#lookOut();
  }

  /** Forgets the trouble. */
  reset(): void {
    this.#stop();
    this.#wait = first;
  }

  dispose(): void {
    this.#stop();
    this.#focus.dispose();
  }

  #lookOut(): void {
    const networks = this.#networks();
    let last = Date.now();
    clearInterval(this.#looking);
    this.#looking = setInterval(() => {
      const slept = Date.now() - last > asleep;
      last = Date.now();
      if (slept || this.#networks() !== networks) this.#now();
    }, look);
  }

  /** A better time than the one that was waited for. */
  #now(): void {
    if (this.#looking === undefined) return;
    this.#wait = first;
    this.#go();
  }

  #go(): void {
    this.#stop();
    this.#again();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#looking);
    this.#timer = undefined;
    this.#looking = undefined;
  }
}
