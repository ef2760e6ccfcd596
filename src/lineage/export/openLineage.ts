// A lineage as OpenLineage events: runs as run events, code and links as job events, artifacts as datasets.

import { digest } from '../digest.ts';
import { type Graph, graphOf } from '../graph.ts';
import type { ArtifactVersion, Collection, Lineage, LineageNode, NodeId, Run, Scope } from '../model.ts';

/** Source: https://openlineage.io/spec/2-0-2/OpenLineage.json */
const spec = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs';
const facetSpec = 'https://openlineage.io/spec/facets';

export interface OpenLineageEvent {
  readonly eventTime: string;
  readonly producer: string;
  readonly schemaURL: string;
  readonly job: Job;
  readonly inputs: readonly Dataset[];
  readonly outputs: readonly Dataset[];
  /** Of run events alone. */
  readonly eventType?: 'START' | 'RUNNING' | 'COMPLETE' | 'ABORT' | 'FAIL' | 'OTHER';
  readonly run?: { readonly runId: string; readonly facets?: Facets };
}

interface Job {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: Facets;
}

interface Dataset {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: Facets;
}

type Facets = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface OpenLineageOptions {
  /** A URI of the program that writes the events. */
  readonly producer: string;
  /** Milliseconds since 1970, for what happened at a time that nobody wrote down. */
  readonly now: number;
}

/**
 * A start and an end for each run, in the order of time; then one job event for each script and for each registry
 * collection that something is linked to. Facts that OpenLineage has no place for are left out.
 */
export function toOpenLineage(lineage: Lineage, options: OpenLineageOptions): readonly OpenLineageEvent[] {
  const graph = graphOf(lineage);
  const nodes = [...lineage.nodes.values()];
  const runs = nodes.flatMap((node) => (node.kind === 'run' ? runEvents(node, graph, options) : []));
  const jobs = nodes.flatMap((node) => jobEvents(node, graph, options));
  return [...runs.sort((a, b) => Date.parse(a.eventTime) - Date.parse(b.eventTime)), ...jobs];
}

/** The same as text, one event a line, as OpenLineage's file transport writes it. */
export function toOpenLineageText(lineage: Lineage, options: OpenLineageOptions): string {
  return toOpenLineage(lineage, options)
    .map((event) => `${JSON.stringify(event)}\n`)
    .join('');
}

function runEvents(run: Run, graph: Graph, options: OpenLineageOptions): readonly OpenLineageEvent[] {
  const start = run.startedAt ?? run.endedAt ?? options.now;
  const end = Math.max(start, run.endedAt ?? start);
  const common = {
    producer: options.producer,
    schemaURL: `${spec}/RunEvent`,
    run: { runId: uuidOf(run.id) },
    job: {
      namespace: namespaceOf(run),
      name: run.program ?? run.jobType ?? run.name,
      ...codeFacet(run, options.producer),
    },
  };
  const inputs = datasets(graph, run.id, 'upstream', options);
  const outputs = datasets(graph, run.id, 'downstream', options);
  const last = endOf(run);
  const begin: OpenLineageEvent = {
    ...common,
    eventType: 'START',
    eventTime: iso(start),
    inputs,
    outputs: [],
  };
  return last === undefined
    ? [begin]
    : [begin, { ...common, eventType: last, eventTime: iso(end), inputs, outputs }];
}

/** What a run's state is called; undefined for one that has yet to begin. */
function endOf({ state }: Run): OpenLineageEvent['eventType'] {
  switch (state) {
    case 'finished':
      return 'COMPLETE';
    case 'failed':
    case 'crashed':
      return 'FAIL';
    case 'killed':
      return 'ABORT';
    case 'running':
      return 'RUNNING';
    case 'unknown':
      return 'OTHER';
    case 'pending':
      return undefined;
  }
}

/** A script is a job that may never have run; linking is one that has no run at all. */
function jobEvents(
  node: LineageNode,
  graph: Graph,
  options: OpenLineageOptions,
): readonly OpenLineageEvent[] {
  const inputs = datasets(graph, node.id, 'upstream', options);
  const common = {
    producer: options.producer,
    schemaURL: `${spec}/JobEvent`,
    eventTime: iso(options.now),
    inputs,
  };
  if (node.kind === 'script') {
    const outputs = datasets(graph, node.id, 'downstream', options);
    return [{ ...common, job: { namespace: 'workspace', name: node.path }, outputs }];
  }
  if (node.kind !== 'collection') return [];
  const linked = graph.edges(node.id, 'upstream').filter(({ kind }) => kind === 'linked');
  if (linked.length === 0) return [];
  const sources = linked.flatMap(({ from }) => datasetOf(graph.lineage.nodes.get(from), options));
  const job = { namespace: namespaceOf(node), name: `link to ${node.name}` };
  return [{ ...common, inputs: sources, job, outputs: datasetOf(node, options) }];
}

function datasets(
  graph: Graph,
  id: NodeId,
  direction: 'upstream' | 'downstream',
  options: OpenLineageOptions,
): readonly Dataset[] {
  const ids = new Set(graph.neighbours(id, direction));
  return [...ids].flatMap((other) => datasetOf(graph.lineage.nodes.get(other), options));
}

/** A version is a dataset named after its collection, with the version as a facet: a dataset lasts, versions come. */
function datasetOf(node: LineageNode | undefined, { producer }: OpenLineageOptions): readonly Dataset[] {
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
function codeFacet({ remote, commit, program }: Run, producer: string): { facets?: Facets } {
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
function namespaceOf({ entity, project }: Scope): string {
  return `wandb://${encodeURIComponent(entity ?? 'unknown')}/${encodeURIComponent(project ?? 'unknown')}`;
}

/** The same for the same run. Version 8 leaves the content to us. Source: RFC 9562, section 5.8 */
function uuidOf(id: NodeId): string {
  const hex = digest(id);
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
