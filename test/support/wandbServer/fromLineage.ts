// A server that has recorded a given lineage: its runs, versions, registered models and every edge between them.
import type { Lineage, NodeId } from '../../../src/lineage/model.ts';
import { grow, minute } from './grown.ts';
import type { CollectionRow, RunRow, State } from './state.ts';

/** Nodes must know their entity and project; versions come in the order of their numbers, as `generate` makes them. */
export function stateOf(lineage: Lineage): State {
  const grown = grow();
  const runs = new Map<NodeId, RunRow>();
  const versions = new Map<NodeId, string>();
  const portfolios = new Map<NodeId, CollectionRow>();
  const makers = new Map(
    lineage.edges.filter(({ kind }) => kind === 'logged').map(({ from, to }) => [to, from]),
  );
  let time = 0;
  for (const node of lineage.nodes.values()) {
    const at = minute(time++);
    if (node.kind === 'script') continue;
    const home = grown.project(node.entity ?? '', node.project ?? '');
    const { name } = node;
    if (node.kind === 'run')
      runs.set(node.id, grown.run(home, node.key, at, { displayName: name, jobType: node.jobType ?? null }));
    else if (node.kind === 'version') {
      const sequence = grown.collection(home, 'ArtifactSequence', name, node.type ?? 'dataset');
      const maker = makers.get(node.id);
      versions.set(node.id, grown.version(sequence, maker && runs.get(maker), at));
    } else portfolios.set(node.id, grown.collection(home, 'ArtifactPortfolio', name, node.type ?? 'model'));
  }
  for (const { kind, from, to } of lineage.edges) {
    const artifact = versions.get(from);
    const portfolio = portfolios.get(to);
    if (kind === 'used' && artifact) runs.get(to)?.used.push({ artifact, usedAs: [] });
    if (kind === 'linked' && artifact && portfolio) grown.link(artifact, portfolio, minute(time++));
  }
  return grown.state;
}
