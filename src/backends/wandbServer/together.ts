// Gathers questions that come in the same moment into one request.

import { untilAborted } from '../shared.ts';

interface Batch<Q, A> {
  readonly questions: Q[];
  readonly stop: AbortController;
  readonly answers: Promise<readonly A[]>;
  waiting: number;
}

/**
 * Turns a question about many into questions about one. `answerAll` gets up to `size` of those asked in the same turn
 * of the event loop and gives their answers in order; it is aborted when nobody waits for it any more.
 */
export function together<Q, A>(
  size: number,
  answerAll: (questions: readonly Q[], signal: AbortSignal) => Promise<readonly A[]>,
): (question: Q, signal: AbortSignal) => Promise<A> {
  let open: Batch<Q, A> | undefined;

  function begin(): Batch<Q, A> {
    const questions: Q[] = [];
    const stop = new AbortController();
    const answers = new Promise<void>((resolve) => setTimeout(resolve, 0)).then(() => {
      if (open === batch) open = undefined;
      return answerAll(questions, stop.signal);
    });
    const batch = { questions, stop, answers, waiting: 0 };
    return batch;
  }

  return async (question, signal) => {
    signal.throwIfAborted();
    if (!open || open.questions.length >= size) open = begin();
    const batch = open;
    const index = batch.questions.push(question) - 1;
    batch.waiting++;
    try {
      const answers = await untilAborted(batch.answers, signal);
      return answers[index] as A;
    } finally {
      if (--batch.waiting === 0) {
        // Whoever asks next in this moment is not to be stopped with those that left.
        if (open === batch) open = undefined;
        batch.stop.abort();
      }
    }
  };
}
