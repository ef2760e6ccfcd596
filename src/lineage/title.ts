// The short name by which people know a node.

import { inert } from './inert.ts';
import type { LineageNode } from './model.ts';

/** e.g. `vague-morning-5`, `mnist_dataset:v0`, `MNIST-dev`, `evaluate.ipynb`; fit to be shown, whatever the name holds. */
export function titleOf(node: LineageNode): string {
  return inert(wholeTitle(node));
}

function wholeTitle(node: LineageNode): string {
  if (node.kind !== 'version') return node.name;
  // Every version was the latest once: another alias tells it from its siblings.
  const version = node.version ?? node.aliases.find((it) => it !== 'latest') ?? node.aliases[0];
  return version ? `${node.name}:${version}` : node.name;
}
