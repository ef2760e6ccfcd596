// Answers shared by all who ask the same: a question is asked once, and given up when nobody waits for it any more.

/** A promise that also ends when a signal aborts, with the signal's reason; what it waits for goes on. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const stops = stopsOf(signal);
    const stop = () => reject(signal.reason);
    stops.add(stop);
    promise.then(resolve, reject).finally(() => stops.delete(stop));
  });
}

/** Many wait under one signal, on which Node lets only a few listen. */
const waits = new WeakMap<AbortSignal, Set<() => void>>();

function stopsOf(signal: AbortSignal): Set<() => void> {
  const known = waits.get(signal);
  if (known) return known;
  const stops = new Set<() => void>();
  signal.addEventListener(
    'abort',
    () => {
      for (const stop of stops) stop();
    },
    { once: true },
  );
  waits.set(signal, stops);
  return stops;
}

interface Entry<A> {
  readonly answer: Promise<A>;
  readonly stop: AbortController;
  waiting: number;
  settled: boolean;
}

export interface Shared<A> {
  /** The answer kept under `key`, or on its way; else `ask` is called. A failure is told to all and not kept. */
  get(key: string, ask: (signal: AbortSignal) => Promise<A>, signal: AbortSignal): Promise<A>;
}

/** `keeps` says whether an answer stands for those who ask later too. */
export function shared<A>(keeps: (answer: A) => boolean = () => true): Shared<A> {
  const entries = new Map<string, Entry<A>>();

  function begin(key: string, ask: (signal: AbortSignal) => Promise<A>): Entry<A> {
    const stop = new AbortController();
    const answer = ask(stop.signal);
    const entry: Entry<A> = { answer, stop, waiting: 0, settled: false };
    const settle = (kept: boolean) => {
      entry.settled = true;
      if (!kept) forget(key, entry);
    };
    answer.then(
      (value) => settle(keeps(value)),
      () => settle(false),
    );
    entries.set(key, entry);
    return entry;
  }

  function forget(key: string, entry: Entry<A>): void {
    if (entries.get(key) === entry) entries.delete(key);
  }

  return {
    async get(key, ask, signal) {
      signal.throwIfAborted();
      const entry = entries.get(key) ?? begin(key, ask);
      entry.waiting++;
      try {
        return await untilAborted(entry.answer, signal);
      } finally {
        if (--entry.waiting === 0 && !entry.settled) {
          forget(key, entry);
          entry.stop.abort(new Error('Nobody waits for the answer.'));
        }
      }
    },
  };
}
