// Lays out large pictures in a thread of their own, so that the page goes on meanwhile.
import type { Placed } from './graph.ts';
import { type LayoutInput, layoutInSteps } from './layout.ts';
import { source } from './layoutWorker.ts?text';
import { type Answer, buffersOf, placedOf, questionOf } from './parcel.ts';

/** Rejects with the signal's reason when it is aborted; one at a time. */
export type Arrange = (input: LayoutInput, signal: AbortSignal) => Promise<Placed>;

/** Where no worker can be made the page lays out by itself, in steps between its other work. */
export function createArrange(): Arrange {
  let worker: Worker | undefined;
  return async (input, signal) => {
    signal.throwIfAborted();
    try {
      worker ??= newWorker();
      return placedOf(await ask(worker, input, signal), input);
    } catch (error) {
      // It is in the midst of what nobody waits for, or it does not work at all.
      worker?.terminate();
      worker = undefined;
      signal.throwIfAborted();
      if (!(error instanceof Event) && !(error instanceof DOMException)) throw error;
      return layoutInSteps(input, pause, signal);
    }
  };
}

function newWorker(): Worker {
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  try {
    return new Worker(address);
  } finally {
    // The worker has its own hold on it by now.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
}

function ask(worker: Worker, input: LayoutInput, signal: AbortSignal): Promise<Answer> {
  const question = questionOf(input);
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
    worker.onerror = reject;
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.postMessage(question, buffersOf(question));
  });
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
