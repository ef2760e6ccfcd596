// Which answers of a W&B server go out of date by themselves: lists that begin with the newest runs, and runs that go on.

import type { LineageNode } from '../../lineage/model.ts';
import { runPages } from '../kinds.ts';

const going = /^(running|pending)$/;

/** Whether any of these is a run that goes on. */
export function anyGoing(nodes: Iterable<Pick<LineageNode, 'kind'>>): boolean {
  for (const node of nodes) if (isGoing(node)) return true;
  return false;
}

/** `place` is the kind of an answer and its question, as a Recall keeps them. */
export function isLive(answer: unknown, place: string): boolean {
  const { items, nodes } = (answer ?? {}) as { items?: unknown; nodes?: unknown };
  if (Array.isArray(items)) return place.startsWith(`${runPages.name} [null,`) || items.some(isGoing);
  return Array.isArray(nodes) && isGoing(nodes[0]);
}

function isGoing(node: unknown): boolean {
  const { kind, state } = (node ?? {}) as { kind?: unknown; state?: unknown };
  return kind === 'run' && going.test(String(state));
}
