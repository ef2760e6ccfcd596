// The node that a question names: an artifact, else a run, by name.

import type { LineageNode } from '../../lineage/model.ts';
import { parseName } from '../../lineage/name.ts';
import { titleOf } from '../../lineage/title.ts';
import { nearest } from '../problems/nearest.ts';
import { AnswerError, type Asked, plain } from './tool.ts';

/** Throws an AnswerError, with the most similar name that is known, when nothing goes by the name. */
export async function focusOf(name: string, { store }: Asked, signal: AbortSignal): Promise<LineageNode> {
  await store.ready(signal);
  const parsed = parseName(name);
  const artifact = parsed && (await store.find(parsed, signal));
  const node =
    artifact ?? (await store.findRuns(name, signal))[0] ?? scriptAt(name, store.joined().nodes.values());
  if (node) return node;
  const meant = nearest(name, [...store.joined().nodes.values()].map(titleOf));
  const hint = meant === undefined ? '' : ` Did you mean "${plain(meant)}"?`;
  throw new AnswerError(`Nothing called "${plain(name)}" is known.${hint}`);
}

function scriptAt(path: string, nodes: Iterable<LineageNode>): LineageNode | undefined {
  return [...nodes].find((node) => node.kind === 'script' && node.path === path);
}
