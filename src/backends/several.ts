// Several backends answering as one: their lineages merge, and a node found in one is asked about in all.

import { compatible, scopeOf } from '../lineage/identity.ts';
import { merge } from '../lineage/merge.ts';
import {
  type ArtifactVersion,
  type Collection,
  emptyLineage,
  type Lineage,
  type LineageNode,
  type NodeId,
} from '../lineage/model.ts';
import type { ArtifactName } from '../lineage/name.ts';
import { inEnglish } from '../lineage/sentence.ts';
import { type Backend, BackendError, type Page, problemOf, type Trouble } from './backend.ts';
import { Learned } from './learned.ts';

export interface Several extends Omit<Backend, 'kind' | 'label' | 'files' | 'whole'> {
  readOn(ids: readonly NodeId[], signal: AbortSignal): Promise<void>;
  readonly backends: readonly Backend[];
  /** Takes in all that lies in memory, so that later questions find it joined already. */
  learnAll(signal: AbortSignal): Promise<void>;
  /** Everything that the backends have answered so far, merged. */
  seen(): Lineage;
  /** The labels of those backends that see all of their projects and did not fail when last asked. */
  seeAll(): readonly string[];
}

/** Troubles that the next question would meet again. */
const lasting: ReadonlySet<Trouble> = new Set(['signedOut', 'unreachable', 'refused'] as const);

/**
 * Joins backends; on contradictions an earlier one wins. A backend that fails is left out of an answer and its
 * sentence stands in `problems`, unless all fail: then the first one's error is thrown. One that is out of reach or
 * refuses is not asked again by this object, so that nobody waits for it twice; a new one tries anew.
 */
export function several(backends: readonly Backend[]): Several {
  const failures = new Map<Backend, BackendError>();
  const learned = new Learned(backends.map(({ label }) => label));

  async function askAll<T>(
    ask: (backend: Backend) => Promise<T>,
    signal: AbortSignal,
  ): Promise<readonly T[]> {
    const results = await Promise.allSettled(
      backends.map(async (backend) => {
        const failure = failures.get(backend);
        if (failure && lasting.has(failure.trouble) && !backend.remembers) throw failure;
        return ask(backend);
      }),
    );
    signal.throwIfAborted();
    const errors: unknown[] = [];
    const values: T[] = [];
    results.forEach((result, index) => {
      const backend = backends[index];
      if (result.status === 'fulfilled') {
        values.push(result.value);
        if (backend) failures.delete(backend);
        return;
      }
      if (!(result.reason instanceof BackendError)) throw result.reason;
      errors.push(result.reason);
      if (backend) failures.set(backend, result.reason);
    });
    if (values.length === 0 && errors.length > 0) throw errors[0];
    return values;
  }

  async function pages<T extends LineageNode>(
    ask: (backend: Backend, cursor: string | undefined) => Promise<Page<T>>,
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<Page<T>> {
    const cursors: readonly (string | null)[] = cursor ? JSON.parse(cursor) : backends.map(() => '');
    const answers = await askAll(async (backend) => {
      const own = cursors[backends.indexOf(backend)];
      const page = own === null ? { items: [] } : await ask(backend, own || undefined);
      return { backend, page };
    }, signal);
    const next = backends.map((backend) => answers.find((it) => it.backend === backend)?.page.next ?? null);
    const items = learned.addNodes(answers.map((answer) => answer.page.items));
    return next.every((it) => it === null) ? { items } : { items, next: JSON.stringify(next) };
  }

  /** The ids under which a backend may know these nodes; asks it by name for those seen only elsewhere. */
  async function idsFor(
    backend: Backend,
    ids: readonly NodeId[],
    signal: AbortSignal,
  ): Promise<readonly NodeId[]> {
    const known = ids.flatMap((id) => {
      const node = learned.node(id);
      return node ? [node] : [];
    });
    const foreign = known.filter((node) => !node.recorded.some((source) => source.label === backend.label));
    const twins = await Promise.all(foreign.map((node) => twin(backend, node, signal)));
    learned.addNodes(twins);
    return [...new Set([...ids, ...ids.map(learned.canonical)])].flatMap((id) => [
      id,
      ...(learned.lineage.nodes.get(id)?.also ?? []),
    ]);
  }

  return {
    backends,
    seen: () => learned.lineage,
    seeAll: () => backends.filter((it) => it.seesAll && !failures.has(it)).map((it) => it.label),
    async learnAll(signal) {
      const wholes = await askAll(async (it) => (await it.whole?.(signal)) ?? emptyLineage, signal);
      for (const whole of [...wholes].sort((a, b) => b.nodes.size - a.nodes.size))
        await learned.addWhole(whole, signal);
    },
    collections: (cursor, signal) => pages((it, own) => it.collections(own, signal), cursor, signal),
    runs: async (cursor, signal, query) => {
      const page = await pages((it, own) => it.runs(own, signal, query), cursor, signal);
      return { ...page, items: [...page.items].sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0)) };
    },
    versions: (collection, cursor, signal) =>
      pages((it, own) => it.versions(collection, own, signal), cursor, signal),
    async find(name, signal) {
      const found = await askAll((backend) => backend.find(name, signal), signal);
      return learned.addNodes(found.map((node) => (node ? [node] : [])))[0];
    },
    askedAt(name) {
      const times = backends.flatMap((it) => it.askedAt?.(name) ?? []);
      return times.length > 0 ? Math.min(...times) : undefined;
    },
    async findRuns(name, signal) {
      return learned.addNodes(await askAll((backend) => backend.findRuns(name, signal), signal));
    },
    async around(ids, signal) {
      const answers = await askAll(
        async (backend) => backend.around(await idsFor(backend, ids, signal), signal),
        signal,
      );
      learned.add(answers);
      return learned.asKnown(merge(answers).lineage);
    },
    async readOn(ids, signal) {
      await askAll(async (it) => it.readOn?.(await idsFor(it, ids, signal), signal), signal);
    },
    async problems(signal) {
      const own = await askAll((backend) => backend.problems(signal), signal).catch(() => []);
      const failed = [...failures.values()].map(problemOf);
      // A backend that remembers has told it already, and that what was read before stays.
      const told = own.flat();
      const isTold = (text: string) => told.some((it) => inEnglish(it.text).startsWith(text));
      return [...told, ...failed.filter(({ text }) => !isTold(inEnglish(text)))];
    },
  };
}

async function twin(
  backend: Backend,
  node: LineageNode,
  signal: AbortSignal,
): Promise<readonly LineageNode[]> {
  if (node.kind === 'script') return [];
  if (node.kind === 'run')
    return (await backend.findRuns(node.key, signal)).filter(
      (run) => run.key === node.key && compatible(run, node),
    );
  const name = nameOf(node);
  const found = name && (await backend.find(name, signal));
  return found ? [found] : [];
}

function nameOf(node: ArtifactVersion | Collection): ArtifactName | undefined {
  const { name: collection } = node;
  const alias = node.kind === 'version' ? node.version : undefined;
  if (node.kind === 'version' && !alias) return undefined;
  return { ...scopeOf(node), collection, ...(alias && { alias }) };
}
