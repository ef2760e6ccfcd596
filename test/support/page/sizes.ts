// Lineages of the sizes at which the map is looked at, as a team leaves them.
import type { Lineage, NodeId } from '../../../src/lineage/model.ts';
import type { Picture } from '../../../src/protocol/picture.ts';
import { lineage } from '../lineage/build.ts';
import { generate } from '../lineage/generate.ts';
import { lively } from './lively.ts';
import { allOf } from './pictures.ts';

export const sizes = [3, 30, 300, 3000, 10_000] as const;
export type Size = (typeof sizes)[number];

const smallest = lineage('make -logged-> mnist_dataset:v0', 'mnist_dataset:v0 -used-> train');

export function lineageOfSize(size: Size): Lineage {
  return lively(size === 3 ? smallest : generate(size, 1), Date.now());
}

/** Around the version with the most arrows, or around nothing: then all of it is shown. */
export function pictureOfSize(size: Size, around: 'busiest' | 'nothing'): Picture {
  const whole = lineageOfSize(size);
  return allOf(whole, around === 'busiest' ? busiest(whole) : 'run:nothing');
}

/** The version with the most arrows. */
export function busiest({ nodes, edges }: Lineage): NodeId {
  const counts = new Map<string, number>();
  for (const { from, to } of edges) for (const id of [from, to]) counts.set(id, (counts.get(id) ?? 0) + 1);
  const [most] = [...nodes.values()]
    .filter(({ kind }) => kind === 'version')
    .sort((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0));
  if (!most) throw new Error('There is no version.');
  return most.id;
}
