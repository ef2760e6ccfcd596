// A lineage as OpenLineage events: runs as run events, code and links as job events, artifacts as datasets.

import { digest } from '../digest.ts';
import { type Graph, graphOf } from '../graph.ts';
import type { Lineage, LineageNode, NodeId, Run } from '../model.ts';
import {
  codeFacet,
  type Dataset,
  datasetOf,
  datasets,
  type Facets,
  namespaceOf,
} from './openLineageDataset.ts';

/** Source: https://openlineage.io/spec/2-0-2/OpenLineage.json */
const spec = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs';

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
  const inputs = datasets(graph, run.id, 'upstream', options.producer);
  const outputs = datasets(graph, run.id, 'downstream', options.producer);
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
  const inputs = datasets(graph, node.id, 'upstream', options.producer);
  const common = {
    producer: options.producer,
    schemaURL: `${spec}/JobEvent`,
    eventTime: iso(options.now),
    inputs,
  };
  if (node.kind === 'script') {
    const outputs = datasets(graph, node.id, 'downstream', options.producer);
    return [{ ...common, job: { namespace: 'workspace', name: node.path }, outputs }];
  }
  if (node.kind !== 'collection') return [];
  const linked = graph.edges(node.id, 'upstream').filter(({ kind }) => kind === 'linked');
  if (linked.length === 0) return [];
  const sources = linked.flatMap(({ from }) => datasetOf(graph.lineage.nodes.get(from), options.producer));
  const job = { namespace: namespaceOf(node), name: `link to ${node.name}` };
  return [{ ...common, inputs: sources, job, outputs: datasetOf(node, options.producer) }];
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
