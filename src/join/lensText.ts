// The line above a call: what its artifact is today, or how the last run of the script went.

import { graphOf } from '../lineage/graph.ts';
import { inert } from '../lineage/inert.ts';
import type { ArtifactVersion, Lineage, LineageNode, Run } from '../lineage/model.ts';
import { newestFirst } from '../lineage/newestFirst.ts';
import { titleOf } from '../lineage/title.ts';
import { detailOf, stateWord } from './looks.ts';
import { metricsOf } from './metrics.ts';
import { ago, type Say } from './say.ts';

/** Characters of a name that a line has room for. */
const longest = 60;

/** `lineage` holds what is one step around the node; `now` is in milliseconds since 1970. */
export function artifactLens(node: LineageNode, lineage: Lineage, now: number, say: Say): string {
  const graph = graphOf(lineage, node.id);
  if (node.kind === 'collection') {
    const versions = graph
      .tied(node.id)
      .flatMap((id) => lineage.nodes.get(id) ?? [])
      .filter((it): it is ArtifactVersion => it.kind === 'version')
      .sort(newestFirst);
    const [newest] = versions;
    if (!newest) return join(titleOf(node), detailOf(node, say));
    const count = versions.length === 1 ? say('1 version') : say('{0} versions', versions.length);
    return join(
      titleOf(node),
      count,
      newest.version && say('newest {0}', newest.version),
      made(newest, lineage, now, say),
    );
  }
  if (node.kind !== 'version') return join(titleOf(node), detailOf(node, say));
  const uses = graph.edges(node.id, 'downstream').filter(({ kind }) => kind === 'used').length;
  return join(
    titleOf(node),
    ...node.aliases.filter((alias) => alias !== node.version),
    node.state === 'deleted' || node.state === 'pending' ? stateWord(node, say) : undefined,
    made(node, lineage, now, say),
    uses === 0 ? undefined : uses === 1 ? say('1 use') : say('{0} uses', uses),
  );
}

function made(
  version: ArtifactVersion,
  { edges, nodes }: Lineage,
  now: number,
  say: Say,
): string | undefined {
  const edge = edges.find(({ kind, to }) => kind === 'logged' && to === version.id);
  const maker = edge && nodes.get(edge.from);
  const when = version.createdAt === undefined ? undefined : ago(version.createdAt, now, say);
  if (maker?.kind !== 'run') return when;
  const name = inert(maker.name, longest);
  return when ? say('by {0}, {1}', name, when) : say('by {0}', name);
}

/** The newest of a script's runs; `consumers` counts the runs and scripts that live off what its runs logged. */
export function runLens(run: Run, consumers: number, now: number, say: Say): string {
  return join(
    say('last run: {0}', inert(run.name, longest)),
    stateWord(run, say),
    run.startedAt === undefined ? undefined : ago(run.startedAt, now, say),
    ...metricsOf(run, 2),
    consumers === 0 ? undefined : say('{0} downstream', consumers),
  );
}

function join(...parts: readonly (string | undefined)[]): string {
  return parts.flatMap((part) => (part ? [inert(part)] : [])).join(' · ');
}
