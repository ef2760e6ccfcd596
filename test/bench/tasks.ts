// Watches for how long the thread is busy between two looks at it.

import { performance } from 'node:perf_hooks';

/** Between two looks, milliseconds. */
const step = 2;

export interface Busy {
  /** The most processor time that the thread used between two looks: no task of it was longer. */
  readonly task: number;
  /**
   * The most time that went by: beside the task also the wait for a processor. The browser, the server and the scanner's
   * thread want one too.
   */
  readonly pause: number;
}

/** Begins to watch this thread; all in milliseconds. */
export function watchTasks(): { end(): Busy } {
  let task = 0;
  let pause = 0;
  let seen = look();
  const timer = setInterval(() => {
    const now = look();
    task = Math.max(task, now.used - seen.used);
    pause = Math.max(pause, now.at - seen.at - step);
    seen = now;
  }, step);
  return {
    end() {
      clearInterval(timer);
      return { task, pause };
    },
  };
}

function look() {
  const { user, system } = process.threadCpuUsage();
  return { at: performance.now(), used: (user + system) / 1000 };
}
