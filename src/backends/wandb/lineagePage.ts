// The lineage tab of a version's page in W&B.

import type { LineageNode } from '../../lineage/model.ts';

/** Its address; undefined for what has no such tab, or no page. Source: the addresses in W&B's own guide to lineage. */
export function lineagePage(node: LineageNode): string | undefined {
  if (node.kind !== 'version' || !node.url || !/\/artifacts\/[^/]+\/[^/]+\/v\d+$/.test(node.url))
    return undefined;
  return `${node.url}/lineage`;
}
