// Walks a lineage breadth-first over a one-step question, in both directions at once: bounded, batched, abortable.

import { type Direction, graphOf, reach, restrict } from './graph.ts';
import { merge } from './merge.ts';
import { emptyLineage, type Lineage, type NodeId } from './model.ts';

export interface WalkOptions {
  /** Edges to follow each way; unlimited when absent. */
  readonly upstream?: number;
  readonly downstream?: number;
  /** No further questions once this many nodes are known. */
  readonly limit: number;
}

export interface Walked {
  /** The start, its true ancestors and its true descendants; `open` holds those with more beyond the bounds. */
  readonly lineage: Lineage;
  /** The start's id after merging. */
  readonly focus: NodeId;
  /** Whether the limit or a depth cut something off. */
  readonly truncated: boolean;
}

/** One question for many nodes: everything one step away from them, both directions, themselves included. */
export type Around = (ids: readonly NodeId[], signal: AbortSignal) => Promise<Lineage>;

/** Walks from `start`. Rejects with what `around` rejects with; an aborted signal rejects with its reason. */
export async function walk(
  start: NodeId,
  around: Around,
  options: WalkOptions,
  signal: AbortSignal,
): Promise<Walked> {
  const { upstream = Number.POSITIVE_INFINITY, downstream = Number.POSITIVE_INFINITY, limit } = options;
  let known = emptyLineage;
  let focus = start;
  let asked: ReadonlySet<NodeId> = new Set();
  for (;;) {
    signal.throwIfAborted();
    const inner = within(known, focus, upstream - 1, downstream - 1);
    const wanted = [...inner].filter((id) => !asked.has(id));
    const full = known.nodes.size >= limit;
    if (wanted.length === 0 || full) {
      const seen = within(known, focus, upstream, downstream);
      const open = new Set([...seen].filter((id) => known.open.has(id) || !asked.has(id)));
      const lineage = { ...restrict(known, seen), open };
      return { lineage, focus, truncated: open.size > 0 };
    }
    const merged = merge([known, await around(wanted, signal)]);
    known = merged.lineage;
    focus = merged.canonical(focus);
    asked = new Set([...asked, ...wanted].map(merged.canonical));
  }
}

function within(known: Lineage, focus: NodeId, upstream: number, downstream: number): ReadonlySet<NodeId> {
  const graph = graphOf(known, focus);
  const depths: readonly [Direction, number][] = [
    ['upstream', upstream],
    ['downstream', downstream],
  ];
  return new Set(depths.flatMap(([direction, depth]) => [...reach(graph, focus, direction, depth)]));
}
