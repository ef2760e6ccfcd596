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
import { shared } from '../shared.ts';
import { serverVersionId } from '../wandb/ids.ts';
import { mergeById, mostAtOnce, type StepAnswer, unique } from './askSteps.ts';
import { alsoKnownAs } from './nodes.ts';
import { parseId, type Target } from './parseId.ts';
import { together } from './together.ts';

/** A node to ask about, under all the ids by which it was asked for. */
interface Wanted {
  readonly key: NodeId;
  readonly target: Target;
  readonly ids: readonly NodeId[];
}

export interface Around {
  /** Rejects with what `askAll` rejects with. Ids that no server can know are left out. */
  around(ids: readonly NodeId[], signal: AbortSignal): Promise<Lineage>;
  /** Takes in what the server calls these nodes: asking by its own key is exact, and one question for both ids. */
  learn(nodes: Iterable<LineageNode>): void;
}

/** `askAll` answers for several targets at once. What could not be read is asked again by the next question. */
export function rememberAround(
  askAll: (targets: readonly Target[], signal: AbortSignal) => Promise<readonly StepAnswer[]>,
): Around {
  const keys = new Map<NodeId, NodeId>();
  const askOne = together(mostAtOnce, askAll);
  const steps = shared<StepAnswer>(({ nodes, open }) => nodes.length > 0 || !open);

  function learn(nodes: Iterable<LineageNode>): void {
    for (const node of nodes) {
      const key = node.kind === 'version' && node.also.find((id) => id.startsWith(serverVersionId('')));
      if (key) keys.set(node.id, key);
    }
  }

  function wanted(ids: readonly NodeId[]): readonly Wanted[] {
    const byKey = new Map<NodeId, Wanted>();
    for (const id of ids) {
      const key = keys.get(id) ?? id;
      const target = parseId(key);
      if (target) byKey.set(key, { key, target, ids: [...(byKey.get(key)?.ids ?? []), id] });
    }
    return [...byKey.values()];
  }

  return {
    learn,
    async around(ids, signal) {
      const all = wanted(ids);
      const answers = await Promise.all(
        all.map(({ key, target }) => steps.get(key, (inner) => askOne(target, inner), signal)),
      );
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
