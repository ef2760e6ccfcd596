// A backend that answers each question once: for trackers that cost a request, between two refreshes.

import type { Backend } from './backend.ts';
import { shared } from './shared.ts';

/**
 * Wraps a backend so that the same question is asked once, also while the first answer is on its way. A failure is
 * not kept. What is known around a node is the backend's own to remember: it is asked about many in ever other
 * company. A question is stopped when all who asked it have gone.
 */
export function remembered(backend: Backend): Backend {
  const answers = shared<unknown>();

  const once = async <T>(
    question: readonly unknown[],
    ask: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> => (await answers.get(JSON.stringify(question), ask, signal)) as T;

  return {
    kind: backend.kind,
    label: backend.label,
    ...(backend.seesAll && { seesAll: backend.seesAll }),
    collections: (cursor, signal) =>
      once(['collections', cursor], (inner) => backend.collections(cursor, inner), signal),
    versions: (collection, cursor, signal) =>
      once(
        ['versions', collection.id, cursor],
        (inner) => backend.versions(collection, cursor, inner),
        signal,
      ),
    runs: (cursor, signal) => once(['runs', cursor], (inner) => backend.runs(cursor, inner), signal),
    find: (name, signal) => once(['find', name], (inner) => backend.find(name, inner), signal),
    findRuns: (name, signal) => once(['findRuns', name], (inner) => backend.findRuns(name, inner), signal),
    around: (ids, signal) => backend.around(ids, signal),
    problems: (signal) => backend.problems(signal),
    ...(backend.files && { files: backend.files }),
  };
}
