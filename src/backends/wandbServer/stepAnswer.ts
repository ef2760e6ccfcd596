// What a W&B server has told of one step around a node, and how such answers add up.

import { mergeNodes } from '../../lineage/mergeNodes.ts';
import type { Edge, LineageNode, NodeId } from '../../lineage/model.ts';

/** One step around a node. */
export interface StepAnswer {
  /** The node itself first, then its neighbours; none when it is not there or could not be read. */
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly Edge[];
  /** Whether there is, or may be, more than this. */
  readonly open: boolean;
  /** Lists that are longer than what was read of them, each with the cursor at which to read on. */
  readonly rest?: Readonly<Record<string, string>>;
  /** How many artifacts a run used and logged, as its server counts them. */
  readonly counts?: readonly [used: number, logged: number];
}

/** An answer with what was known of the same node; where both speak of a thing, the answer counts. */
export function joined(answer: StepAnswer, known: StepAnswer): StepAnswer {
  return {
    ...answer,
    nodes: mergeById([...answer.nodes, ...known.nodes]),
    edges: unique([...answer.edges, ...known.edges]),
    open: answer.open || known.open,
  };
}

/** Each node once, with what it is as a neighbour and what is known of it as it was asked about. */
export function mergeById(nodes: readonly LineageNode[]): readonly LineageNode[] {
  const groups = new Map<NodeId, LineageNode[]>();
  for (const node of nodes) {
    const group = groups.get(node.id);
    if (!group) groups.set(node.id, [node]);
    else if (!group.includes(node)) group.push(node);
  }
  return [...groups.values()].map(mergeNodes);
}

/** Both ends tell of an edge when both were asked about. */
export function unique(edges: readonly Edge[]): readonly Edge[] {
  return [...new Map(edges.map((edge) => [`${edge.kind} ${edge.from} ${edge.to}`, edge])).values()];
}
