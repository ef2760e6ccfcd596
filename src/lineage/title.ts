// The short name by which people know a node.

import type { LineageNode } from './model.ts';

/** e.g. `vague-morning-5`, `mnist_dataset:v0`, `MNIST-dev`, `evaluate.ipynb`. */
export function titleOf(node: LineageNode): string {
  if (node.kind !== 'version') return node.name;
  // Every version was the latest once: another alias tells it from its siblings.
  const version = node.version ?? node.aliases.find((it) => it !== 'latest') ?? node.aliases[0];
  return version ? `${node.name}:${version}` : node.name;
}
