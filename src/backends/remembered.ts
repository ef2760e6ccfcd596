// A backend that answers each question once: for trackers that cost a request, between two refreshes.

import type { Backend } from './backend.ts';
import { collectionPages, found, foundRuns, runPages, versionPages } from './kinds.ts';
import type { Recall } from './recall.ts';

/**
 * Wraps a backend so that the same question is asked once, also while the first answer is on its way, and answered at
 * once where an earlier start knew the answer. What is known around a node is the backend's own to remember: it is
 * asked about many in ever other company.
 */
export function remembered(backend: Backend, recall: Recall): Backend {
  return {
    ...backend,
    remembers: true,
    collections: (cursor, signal) =>
      recall.get(collectionPages, cursor ?? '', (inner) => backend.collections(cursor, inner), signal),
    versions: (collection, cursor, signal) =>
      recall.get(
        versionPages,
        JSON.stringify([collection.id, cursor]),
        (inner) => backend.versions(collection, cursor, inner),
        signal,
      ),
    runs: (cursor, signal, query) =>
      recall.get(
        runPages,
        JSON.stringify([cursor, query]),
        (inner) => backend.runs(cursor, inner, query),
        signal,
      ),
    find: (name, signal) =>
      recall.get(found, JSON.stringify(name), (inner) => backend.find(name, inner), signal),
    askedAt: (name) => recall.saidAt(found, JSON.stringify(name)),
    findRuns: (name, signal) => recall.get(foundRuns, name, (inner) => backend.findRuns(name, inner), signal),
    problems: async (signal) => {
      const problem = recall.problem();
      return [...(problem === undefined ? [] : [problem]), ...(await backend.problems(signal))];
    },
  };
}
