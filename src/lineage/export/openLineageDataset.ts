// What OpenLineage calls a dataset, and the facets of datasets and jobs.

import type { Graph } from '../graph.ts';
import type { ArtifactVersion, Collection, LineageNode, NodeId, Run, Scope } from '../model.ts';

const facetSpec = 'https://openlineage.io/spec/facets';

export interface Dataset {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: Facets;
}

export type Facets = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The artifacts that something reads (upstream) or makes (downstream). */
export function datasets(
  graph: Graph,
  id: NodeId,
  direction: 'upstream' | 'downstream',
  producer: string,
): readonly Dataset[] {
  const ids = new Set(graph.neighbours(id, direction));
  return [...ids].flatMap((other) => datasetOf(graph.lineage.nodes.get(other), producer));
}

/** A version is a dataset named after its collection, with the version as a facet: a dataset lasts, versions come. */
export function datasetOf(node: LineageNode | undefined, producer: string): readonly Dataset[] {
  if (node?.kind !== 'version' && node?.kind !== 'collection') return [];
  const facets = {
    ...versionFacet(node, producer),
    ...(node.type && {
      datasetType: {
        ...facet('1-0-1/DatasetTypeDatasetFacet', producer),
        datasetType: node.type.toUpperCase(),
      },
    }),
  };
  return [
    { namespace: namespaceOf(node), name: node.name, ...(Object.keys(facets).length > 0 && { facets }) },
  ];
}

function versionFacet(node: ArtifactVersion | Collection, producer: string): Facets {
  const version = node.kind === 'version' ? (node.version ?? node.aliases[0] ?? node.digest) : undefined;
  if (version === undefined) return {};
  return { version: { ...facet('1-0-1/DatasetVersionDatasetFacet', producer), datasetVersion: version } };
}

/** Where a run's code is; only for remotes that are addresses on the web, less any name and password in them. */
export function codeFacet({ remote, commit, program }: Run, producer: string): { facets?: Facets } {
  if (!remote || !/^https?:\/\//.test(remote) || !URL.canParse(remote)) return {};
  const { protocol, host, pathname } = new URL(remote);
  const url = `${protocol}//${host}${pathname}`;
  return {
    facets: {
      sourceCodeLocation: {
        ...facet('1-1-0/SourceCodeLocationJobFacet', producer),
        type: 'git',
        url,
        repoUrl: url,
        ...(commit && { version: commit }),
        ...(program && { path: program }),
      },
    },
  };
}

function facet(name: string, producer: string): Readonly<Record<string, unknown>> {
  const own = name.split('/')[1] ?? name;
  return { _producer: producer, _schemaURL: `${facetSpec}/${name}.json#/$defs/${own}` };
}

/** Source: https://openlineage.io/docs/spec/naming/ (a scheme and who answers for the names below it). */
export function namespaceOf({ entity, project }: Scope): string {
  return `wandb://${encodeURIComponent(entity ?? 'unknown')}/${encodeURIComponent(project ?? 'unknown')}`;
}
