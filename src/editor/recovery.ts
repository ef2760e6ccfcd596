// Tries a server that cannot be reached again, at first soon, then ever more rarely: networks come back by themselves.

import type { Trouble } from '../backends/backend.ts';

/** Milliseconds until the first attempt, and the most between two. */
const first = 15_000;
const most = 300_000;

export class Recovery {
  readonly #again: () => void;
  #wait = first;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(again: () => void) {
    this.#again = again;
  }

  /** Takes in how a question ended; undefined: well. */
  heard(trouble: Trouble | undefined): void {
    if (trouble === undefined) {
      this.reset();
      return;
    }
    if (trouble !== 'unreachable' && trouble !== 'tooManyRequests') return;
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#again();
    }, this.#wait);
    this.#wait = Math.min(this.#wait * 2, most);
  }

  /** Forgets the trouble. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#wait = first;
  }
}
