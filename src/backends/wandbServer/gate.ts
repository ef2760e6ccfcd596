// Holds back all questions to a server for as long as it asks, and says so to whoever watches.

/** Waits so many milliseconds, or until aborted. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export interface Gate {
  /** Resolves when questions may go. Rejects with the signal's reason. */
  pass(signal: AbortSignal): Promise<void>;
  /** Lets nothing through for so many milliseconds from now; never shortens a longer hold. */
  hold(milliseconds: number): void;
}

/** `tell` is called with the end of the wait (milliseconds since 1970) when somebody waits, and when nobody does. */
export function createGate(
  now: () => number,
  pause: Pause,
  tell: (until: number | undefined) => void = () => undefined,
): Gate {
  let until = 0;
  let waiting = 0;
  return {
    hold(milliseconds) {
      until = Math.max(until, now() + milliseconds);
      if (waiting > 0) tell(until);
    },
    async pass(signal) {
      for (let left = until - now(); left > 0; left = until - now()) {
        waiting++;
        tell(until);
        try {
          await pause(left, signal);
        } finally {
          if (--waiting === 0) tell(undefined);
        }
      }
    },
  };
}

export const wait: Pause = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
