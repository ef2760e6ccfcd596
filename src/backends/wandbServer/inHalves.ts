// Asks in halves what a server finds too large.

import { CurableError } from './failure.ts';

/**
 * Turns a question about many into one that is halved when the server refuses it for its size, and is asked in no larger
 * parts from then on; one part after the other. Rejects as `answerAll` does for a part that cannot be smaller.
 */
export function inHalves<Q, A>(
  answerAll: (questions: readonly Q[], signal: AbortSignal) => Promise<readonly A[]>,
): (questions: readonly Q[], signal: AbortSignal) => Promise<readonly A[]> {
  let most = Number.POSITIVE_INFINITY;

  async function ask(questions: readonly Q[], signal: AbortSignal): Promise<readonly A[]> {
    if (questions.length <= most) {
      try {
        return await answerAll(questions, signal);
      } catch (error) {
        const large = error instanceof CurableError && error.trouble === 'refused' && error.cure.less;
        if (!large || questions.length < 2) throw error;
        most = Math.ceil(questions.length / 2);
      }
    }
    const size = most;
    const first = await ask(questions.slice(0, size), signal);
    return [...first, ...(await ask(questions.slice(size), signal))];
  }

  return ask;
}
