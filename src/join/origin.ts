// How a version or a run came to be, as lines of text: two of them side by side are their comparison.

import { graphOf } from '../lineage/graph.ts';
import { merge } from '../lineage/merge.ts';
import type { ArtifactVersion, Lineage, LineageNode, NodeId, Run } from '../lineage/model.ts';
import { titleOf } from '../lineage/title.ts';
import { stateWord } from './looks.ts';
import { bytes, type Say } from './say.ts';
import type { Store } from './store.ts';

/** The text for a node of the store, with what is around it and around those who made it; undefined when it is unknown. */
export async function originOf(
  id: NodeId,
  store: Store,
  signal: AbortSignal,
  say: Say,
): Promise<string | undefined> {
  const near = await store.around([id], signal);
  const makers = graphOf(near, id).neighbours(id, 'upstream');
  const further = makers.length > 0 ? [await store.around(makers, signal)] : [];
  const { lineage } = merge([near, ...further]);
  const node = lineage.nodes.get(id) ?? store.joined().nodes.get(id);
  return node && originText(node, lineage, say);
}

/** `lineage` holds two steps upstream of the node. Ends with a line end; control characters are written as JSON does. */
export function originText(node: LineageNode, lineage: Lineage, say: Say): string {
  const graph = graphOf(lineage, node.id);
  const upstream = (of: NodeId) =>
    graph.neighbours(of, 'upstream').flatMap((id) => lineage.nodes.get(id) ?? []);
  const inputs = (run: Run) => upstream(run.id).map(titleOf).sort();
  if (node.kind === 'run') return text([...runLines(node, inputs(node), say)]);
  if (node.kind !== 'version') return text([titleOf(node)]);
  const makers = upstream(node.id).filter((it): it is Run => it.kind === 'run');
  return text([
    ...versionLines(node, say),
    ...makers.flatMap((run) => ['', ...runLines(run, inputs(run), say)]),
  ]);
}

function versionLines(version: ArtifactVersion, say: Say): readonly string[] {
  const { type, aliases, tags, size, fileCount, digest, description, metadata } = version;
  return [
    line(say('Artifact'), titleOf(version)),
    line(say('Type'), type),
    line(say('Aliases'), list(aliases)),
    line(say('Tags'), list(tags)),
    line(say('State'), version.state === 'unknown' ? undefined : stateWord(version, say)),
    line(say('Created'), moment(version.createdAt)),
    line(say('Size'), size === undefined ? undefined : bytes(size)),
    line(say('Files'), fileCount?.toString()),
    line(say('Digest'), digest),
    line(say('Description'), description),
    ...block(say('Metadata'), metadata),
  ].filter((it) => it !== undefined);
}

function runLines(run: Run, inputs: readonly string[], say: Say): readonly string[] {
  return [
    line(say('Run'), run.name),
    line(say('State'), stateWord(run, say)),
    line(say('Job type'), run.jobType),
    line(say('Started'), moment(run.startedAt)),
    line(say('Script'), run.program && [run.program, ...(run.args ?? [])].join(' ')),
    line(say('Commit'), run.commit),
    line(say('Inputs'), inputs.length === 0 ? undefined : ''),
    ...inputs.map((input) => `  ${plain(input)}`),
    ...block(say('Config'), run.config),
    ...block(say('Summary'), run.summary),
  ].filter((it) => it !== undefined);
}

function line(label: string, value: string | undefined): string | undefined {
  return value === undefined ? undefined : `${label}: ${plain(value)}`.trimEnd();
}

/** Sorted by key, so that equal ones face each other. */
function block(label: string, record: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  const entries = Object.entries(record ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return [];
  return [
    `${label}:`,
    ...entries.map(([key, value]) => {
      const written = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
      return `  ${plain(key)}: ${plain(written)}`;
    }),
  ];
}

function list(values: readonly string[] | undefined): string | undefined {
  return values && values.length > 0 ? values.join(', ') : undefined;
}

function moment(at: number | undefined): string | undefined {
  return at === undefined ? undefined : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function plain(value: string): string {
  return JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"');
}

function text(lines: readonly string[]): string {
  return [...lines, ''].join('\n');
}
