// One step around many nodes in one request, following long lists a few pages, keeping what a refusal leaves.

import { mergeNodes } from '../../lineage/mergeNodes.ts';
import {
  type ArtifactVersion,
  type Collection,
  type Edge,
  type Lineage,
  type LineageNode,
  lineageOf,
  type NodeId,
  type Run,
} from '../../lineage/model.ts';
import { BackendError } from '../backend.ts';
import type { Answer, Client } from './client.ts';
import { alsoKnownAs, type Reader } from './nodes.ts';
import type { Target } from './parseId.ts';
import { ask } from './question.ts';
import { type Cursors, fieldFor, readStep } from './steps.ts';

/** Nodes per request. */
const chunkSize = 30;
/** Pages of one list that are followed; what lies beyond leaves the node open. */
const longest = 5;

/** A node to ask about, under all the ids by which it was asked for. */
export interface Wanted {
  readonly target: Target;
  readonly ids: readonly NodeId[];
}

interface Pending extends Wanted {
  readonly cursors?: Cursors;
}

/** `tell` takes what could not be read, in a sentence; those nodes are open in the answer. */
export async function askAround(
  client: Client,
  wanted: readonly Wanted[],
  reader: Reader,
  tell: (problem: string) => void,
  signal: AbortSignal,
): Promise<Lineage> {
  const chunks = Array.from({ length: Math.ceil(wanted.length / chunkSize) }, (_, index) =>
    wanted.slice(index * chunkSize, (index + 1) * chunkSize),
  );
  const nodes: LineageNode[] = [];
  const edges: Edge[] = [];
  const open: NodeId[] = [];
  await Promise.all(
    chunks.map(async (chunk) => {
      let pending: readonly Pending[] = chunk;
      for (let round = 1; pending.length > 0; round++) {
        const next: Pending[] = [];
        const answer = await askFor(client, pending, tell, signal);
        pending.forEach(({ target, ids }, index) => {
          const alias = `n${index}`;
          const step = readStep(target, answer.data[alias], reader);
          // Refused, or refused in part: there may be more than what came.
          if (answer.failed.has(alias)) open.push(...(step ? [step.node.id] : ids));
          if (!step) return;
          const node = { ...step.node, notes: step.notes } as Run | ArtifactVersion | Collection;
          nodes.push(ids.reduce(alsoKnownAs, node), ...step.neighbours);
          edges.push(...step.edges);
          if (step.more.size > 0 && round < longest) next.push({ target, ids, cursors: step.more });
          else if (step.more.size > 0 || step.cut) open.push(node.id);
        });
        pending = next;
      }
    }),
  );
  return lineageOf(mergeById(nodes), unique(edges), open);
}

/** A question of which all parts are refused is an answer too: the rest of a walk goes on. */
async function askFor(
  client: Client,
  pending: readonly Pending[],
  tell: (problem: string) => void,
  signal: AbortSignal,
): Promise<Answer> {
  const { query, variables } = ask('Around', (declare) =>
    pending.map(({ target, cursors }, index) => fieldFor(`n${index}`, target, cursors, declare)),
  );
  try {
    return await client.ask(query, variables, signal);
  } catch (error) {
    if (!(error instanceof BackendError) || !/^(refused|notFound)$/.test(error.trouble)) throw error;
    tell(error.message);
    return { data: {}, failed: new Set(pending.map((_, index) => `n${index}`)) };
  }
}

/** Each node once, with what it is as a neighbour and what is known of it as it was asked about. */
function mergeById(nodes: readonly LineageNode[]): readonly LineageNode[] {
  const groups = new Map<NodeId, LineageNode[]>();
  for (const node of nodes) groups.set(node.id, [...(groups.get(node.id) ?? []), node]);
  return [...groups.values()].map(mergeNodes);
}

/** Both ends tell of an edge when both were asked about. */
function unique(edges: readonly Edge[]): readonly Edge[] {
  return [...new Map(edges.map((edge) => [`${edge.kind} ${edge.from} ${edge.to}`, edge])).values()];
}
