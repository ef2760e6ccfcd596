// A backend that answers each question once: for trackers that cost a request, between two refreshes.

import type { Backend } from './backend.ts';

/**
 * Wraps a backend so that the same question is asked once, also while the first answer is on its way. A failure is
 * not kept. The shared question is not stopped by one of those who asked it.
 */
export function remembered(backend: Backend): Backend {
  const answers = new Map<string, Promise<unknown>>();
  const never = new AbortController().signal;

  async function once<T>(
    question: readonly unknown[],
    ask: () => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    signal.throwIfAborted();
    const key = JSON.stringify(question);
    const known = answers.get(key) as Promise<T> | undefined;
    const answer = known ?? ask();
    if (!known) {
      answers.set(key, answer);
      answer.catch(() => answers.delete(key));
    }
    const value = await answer;
    signal.throwIfAborted();
    return value;
  }

  return {
    kind: backend.kind,
    label: backend.label,
    ...(backend.seesAll && { seesAll: backend.seesAll }),
    collections: (cursor, signal) =>
      once(['collections', cursor], () => backend.collections(cursor, never), signal),
    versions: (collection, cursor, signal) =>
      once(['versions', collection.id, cursor], () => backend.versions(collection, cursor, never), signal),
    runs: (cursor, signal) => once(['runs', cursor], () => backend.runs(cursor, never), signal),
    find: (name, signal) => once(['find', name], () => backend.find(name, never), signal),
    findRuns: (name, signal) => once(['findRuns', name], () => backend.findRuns(name, never), signal),
    around: (ids, signal) => once(['around', [...ids].sort()], () => backend.around(ids, never), signal),
    problems: (signal) => backend.problems(signal),
    ...(backend.files && { files: backend.files }),
  };
}
