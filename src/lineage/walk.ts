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
  /** All that was read on the way, neighbours aside included; its `open` holds those nobody has asked about. */
  readonly known: Lineage;
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
      const unasked = [...known.nodes.keys()].filter((id) => known.open.has(id) || !asked.has(id));
      return { lineage, known: { ...known, open: new Set(unasked) }, focus, truncated: open.size > 0 };
    }
    const merged = merge([known, await around(wanted, signal)]);
    known = merged.lineage;
    focus = merged.canonical(focus);
    asked = new Set([...asked, ...wanted].map(merged.canonical));
  }
}

/** A walk that knows one step more around some nodes, whichever way they lie; its `lineage` stays what it was. */
export async function further(
  walked: Walked,
  ids: readonly NodeId[],
  around: Around,
  signal: AbortSignal,
): Promise<Walked> {
  const answer = await around(ids, signal);
  const merged = merge([walked.known, answer]);
  const asked = new Set(ids.map(merged.canonical));
  const before = new Set([...walked.known.nodes.keys()].map(merged.canonical));
  const unasked = new Set([...walked.known.open].map(merged.canonical));
  const isOpen = (id: NodeId) => (asked.has(id) ? answer.open.has(id) : unasked.has(id) || !before.has(id));
  const open = new Set([...merged.lineage.nodes.keys()].filter(isOpen));
  return { ...walked, known: { ...merged.lineage, open }, focus: merged.canonical(walked.focus) };
}

function within(known: Lineage, focus: NodeId, upstream: number, downstream: number): ReadonlySet<NodeId> {
  const graph = graphOf(known, focus);
  const depths: readonly [Direction, number][] = [
    ['upstream', upstream],
    ['downstream', downstream],
  ];
  return new Set(depths.flatMap(([direction, depth]) => [...reach(graph, focus, direction, depth)]));
}
