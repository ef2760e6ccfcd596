// When small work may block: only where it has proved quick, and only for a few milliseconds at a time.

import type { Steps } from '../lineage/steps.ts';

/** Work that took longer came from no cache: its disk is not blocked on again until it is quick; milliseconds. */
const slow = 5;
/** After this long something else gets its turn; milliseconds. */
const turn = 8;

/** After what else is waiting: Node's own way takes no pause of a millisecond, as a timer does. */
const soon: (work: () => void) => void =
  (globalThis as { readonly setImmediate?: (work: () => void) => void }).setImmediate ?? setTimeout;

/** When the last of those that let others have their turn goes on. */
let last: Promise<void> = Promise.resolve();

/**
 * Between two pieces of long work: what else is waiting has its turn. Of several that wait here one goes on at a time:
 * each would be short, but not all of them together.
 */
export function others(): Promise<void> {
  last = last.then(() => new Promise((resolve) => soon(resolve)));
  return last;
}

/** To be called between the pieces of long work: once a few milliseconds have gone, others have their turn. */
export function turns(): () => Promise<void> | undefined {
  let end = performance.now() + turn;
  return () => {
    if (performance.now() < end) return undefined;
    return others().then(() => {
      end = performance.now() + turn;
    });
  };
}

/** Does long work in turns of a few milliseconds; ends with the signal's reason once it is aborted. */
export async function inTurns<T>(steps: Steps<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    const end = performance.now() + turn;
    do {
      const step = steps.next();
      if (step.done) return step.value;
    } while (performance.now() < end);
    await others();
  }
}

export interface Pace {
  /** Does the work at once where that is quick, else aside. */
  quickly<A, B>(atOnce: () => A, waiting: () => Promise<B>): Promise<A | B>;
  /** Does the work where that is quick; undefined elsewhere. The caller gives others their turn. */
  ifQuick<T>(atOnce: () => T): T | undefined;
  /** Does work aside, and learns from it how quick the disk is. */
  aside<T>(waiting: () => Promise<T>): Promise<T>;
}

/** Begins aside: a disk that hangs must not take the program with it. */
export function pace(now: () => number = () => performance.now()): Pace {
  let quick = false;
  let turnBegan = now();
  let rest: Promise<void> | undefined;

  async function aside<T>(waiting: () => Promise<T>): Promise<T> {
    const began = now();
    try {
      return await waiting();
    } finally {
      quick = now() - began <= slow;
    }
  }

  function block<T>(atOnce: () => T): T {
    const began = now();
    try {
      return atOnce();
    } finally {
      quick = now() - began <= slow;
    }
  }

  return {
    aside,
    ifQuick: (atOnce) => (quick ? block(atOnce) : undefined),
    async quickly(atOnce, waiting) {
      if (!quick) return aside(waiting);
      if (now() - turnBegan > turn)
        rest ??= new Promise((resolve) => {
          soon(() => {
            turnBegan = now();
            rest = undefined;
            resolve();
          });
        });
      if (rest) await rest;
      return block(atOnce);
    },
  };
}
