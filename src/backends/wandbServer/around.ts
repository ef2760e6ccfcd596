// One step around many nodes: each node is asked about once, in requests that many questions share.

import {
  type ArtifactVersion,
  type Collection,
  type Lineage,
  type LineageNode,
  lineageOf,
  type NodeId,
  type Run,
} from '../../lineage/model.ts';
import { BackendError } from '../backend.ts';
import { isNode, isRecord, once } from '../kinds.ts';
import type { Kind, Recall } from '../recall.ts';
import { serverVersionId } from '../wandb/ids.ts';
import { mostAtOnce, type Wanted } from './askSteps.ts';
import { alsoKnownAs } from './nodes.ts';
import { parseId, type Target } from './parseId.ts';
import { joined, mergeById, type StepAnswer, unique } from './stepAnswer.ts';
import { together } from './together.ts';

/** A node to ask about, under all the ids by which it was asked for. */
interface Sought {
  readonly key: NodeId;
  readonly target: Target;
  readonly ids: readonly NodeId[];
}

export interface Around {
  /**
   * Rejects with what `askAll` rejects with when nothing is known around any of the nodes; else those that could not be
   * read are open. Ids that no server can know are left out.
   */
  around(ids: readonly NodeId[], signal: AbortSignal): Promise<Lineage>;
  /** Reads on where long lists around these nodes were cut; later answers around them tell more. */
  readOn(ids: readonly NodeId[], signal: AbortSignal): Promise<void>;
  /** Takes in what the server calls these nodes: asking by its own key is exact, and one question for both ids. */
  learn(nodes: Iterable<LineageNode>): void;
}

/** What could not be read is asked again by the next question, what was not there a minute later. */
const steps: Kind<StepAnswer> = {
  name: 'step',
  fits: once(
    (value): value is StepAnswer =>
      isRecord(value) &&
      Array.isArray(value.nodes) &&
      value.nodes.every(isNode) &&
      Array.isArray(value.edges) &&
      value.edges.every(
        (edge) => isRecord(edge) && typeof edge.from === 'string' && Array.isArray(edge.recorded),
      ) &&
      typeof value.open === 'boolean',
  ),
  stands: ({ nodes, open }) => (nodes.length > 0 ? Number.POSITIVE_INFINITY : open ? 0 : 60_000),
};

const byKey = serverVersionId('');

/** `askAll` answers for several nodes at once. `tell` takes what was in the way of a part of an answer. */
export function rememberAround(
  askAll: (wanted: readonly Wanted[], signal: AbortSignal) => Promise<readonly StepAnswer[]>,
  recall: Recall,
  tell: (failure: BackendError) => void = () => undefined,
): Around {
  const keys = new Map<NodeId, NodeId>();
  const askOne = together(mostAtOnce, askAll);
  let noted: Promise<void> | undefined;

  function learn(nodes: Iterable<LineageNode>): void {
    for (const node of nodes) {
      const key = node.kind === 'version' && node.also.find((id) => id.startsWith(byKey));
      if (key) keys.set(node.id, key);
    }
  }

  function sought(ids: readonly NodeId[]): readonly Sought[] {
    const all = new Map<NodeId, Sought>();
    for (const id of ids) {
      const key = keys.get(id) ?? id;
      const target = parseId(key);
      if (target) all.set(key, { key, target, ids: [...(all.get(key)?.ids ?? []), id] });
    }
    return [...all.values()];
  }

  async function learnNoted(): Promise<void> {
    for (const { nodes } of await recall.noted(steps)) learn(nodes.filter(({ id }) => !keys.has(id)));
  }

  async function readOne({ key, target }: Sought, signal: AbortSignal): Promise<void> {
    await recall.extend(steps, key, async (known) => {
      const { rest: from, ...before } = known;
      if (!from) return known;
      const more = await askOne({ target, from: new Map(Object.entries(from)) }, signal);
      if (more.nodes.length === 0) return known;
      const { open, rest } = more;
      // The node itself stands first, as it was read with all its facts.
      return { ...joined(before, more), open, ...(rest && { rest }) };
    });
  }

  return {
    learn,
    async readOn(ids, signal) {
      await Promise.all(sought(ids).map((it) => readOne(it, signal)));
    },
    async around(ids, signal) {
      noted ??= learnNoted();
      await noted;
      const all = sought(ids);
      const results = await Promise.allSettled(
        all.map(({ key, target }) =>
          recall.get(steps, key, (inner, known) => askOne({ target, known }, inner), signal),
        ),
      );
      signal.throwIfAborted();
      const answers = answered(results, tell);
      const open: NodeId[] = [];
      const nodes = answers.flatMap((answer, index): readonly LineageNode[] => {
        const asked = all[index]?.ids ?? [];
        const [node, ...neighbours] = answer.nodes;
        if (answer.open) open.push(...(node ? [node.id] : asked));
        if (!node) return [];
        return [asked.reduce(alsoKnownAs, node as Run | ArtifactVersion | Collection), ...neighbours];
      });
      learn(nodes);
      return lineageOf(mergeById(nodes), unique(answers.flatMap(({ edges }) => edges)), open);
    },
  };
}

/** What was answered; the rest is open. Throws when all that was asked for failed, or one for no known reason. */
function answered(
  results: readonly PromiseSettledResult<StepAnswer>[],
  tell: (failure: BackendError) => void,
): readonly StepAnswer[] {
  const failures = results.flatMap((it): readonly unknown[] => (it.status === 'rejected' ? [it.reason] : []));
  const [strange = failures.length === results.length ? failures[0] : undefined] = failures.filter(
    (it) => !(it instanceof BackendError),
  );
  if (strange !== undefined) throw strange;
  for (const failure of failures) if (failure instanceof BackendError) tell(failure);
  return results.map((it) => (it.status === 'fulfilled' ? it.value : { nodes: [], edges: [], open: true }));
}
