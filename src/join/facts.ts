// What is known of a node as labelled facts: shared by tooltips, the map and hovers.

import { inert } from '../lineage/inert.ts';
import type { ArtifactVersion, LineageNode, LoggedTable, Place, Run, Source } from '../lineage/model.ts';
import { stateWord } from './looks.ts';
import { ago, bytes, duration, type Say, told } from './say.ts';

/** A description, notes: nobody reads more in a tooltip; characters. */
const longest = 2000;

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** All that is known of a node, in reading order; what is unknown is left out. */
export function factsOf(node: LineageNode, now: number, say: Say): readonly Fact[] {
  return known([
    ...ownFacts(node, now, say),
    ...recordsOf(node, say).flatMap(({ word, record }) =>
      Object.entries(record).map(([key, value]) => [`${word} ${key}`, shortText(value)] as const),
    ),
    ...tableFacts(node, say),
    ...originFacts(node, now, say),
  ]);
}

type Labelled = readonly (readonly [label: string, value: string | undefined])[];

export function known(facts: Labelled): readonly Fact[] {
  return facts.flatMap(([label, value]) =>
    value ? [{ label: inert(label), value: inert(value, longest) }] : [],
  );
}

/** The values of a node's own record: what a run was given, what it left, what a version says of itself. */
export function recordsOf(
  node: LineageNode,
  say: Say,
): readonly { readonly word: string; readonly record: Readonly<Record<string, unknown>> }[] {
  if (node.kind === 'run')
    return [
      { word: say('Config'), record: node.config ?? {} },
      { word: say('Summary'), record: node.summary ?? {} },
    ];
  return node.kind === 'version' ? [{ word: say('Metadata'), record: node.metadata ?? {} }] : [];
}

/** A value as text; what is nested is JSON. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function shortText(value: unknown): string {
  const text = valueText(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

export function tableFacts(node: LineageNode, say: Say): Labelled {
  if (node.kind !== 'run') return [];
  return [
    [say('Metrics'), node.metrics?.join(', ')],
    ...(node.tables ?? []).map((table) => [say('Table {0}', table.name), tableSize(table, say)] as const),
  ];
}

/** Where what is said of a node comes from. */
function originFacts(node: LineageNode, now: number, say: Say): Labelled {
  const [place] = node.declared;
  return [
    [say('Declared'), place && placeText(place, say)],
    [say('Recorded'), sources(node.recorded, now, say)],
    ...node.notes.map((note) => [say('Note'), told(note, say)] as const),
  ];
}

export function placeText({ path, cell, range }: Place, say: Say): string {
  const line = range.start.line + 1;
  return cell === null ? `${path}:${line}` : `${path}, ${say('cell {0}, line {1}', cell + 1, line)}`;
}

/** The facts that every node of its kind has. */
export function ownFacts(node: LineageNode, now: number, say: Say): Labelled {
  switch (node.kind) {
    case 'run':
      return runFacts(node, now, say);
    case 'version':
      return versionFacts(node, now, say);
    case 'collection':
      return [
        [say('Type'), node.type],
        [say('Project'), scopeText(node)],
      ];
    case 'script':
      return [[say('Path'), node.path]];
  }
}

function runFacts(run: Run, now: number, say: Say): Labelled {
  const { startedAt, endedAt } = run;
  return [
    [say('State'), stateWord(run, say) + (run.exitCode ? ` (${say('exit code {0}', run.exitCode)})` : '')],
    [say('Job type'), run.jobType],
    [say('Group'), run.group],
    [say('Sweep'), run.sweep],
    [say('Started'), startedAt === undefined ? undefined : moment(startedAt, now, say)],
    [
      say('Took'),
      startedAt !== undefined && endedAt !== undefined && run.state !== 'running'
        ? duration(endedAt - startedAt)
        : undefined,
    ],
    [say('Project'), scopeText(run)],
    [say('Run id'), run.key],
    [say('User'), run.user],
    [say('Host'), run.host],
    [say('Script'), [run.program, ...(run.args ?? [])].filter(Boolean).join(' ')],
    [say('Commit'), run.commit],
    [say('Repository'), run.remote],
    [say('Forked from'), run.forkedFrom && say('{0}, step {1}', run.forkedFrom.key, run.forkedFrom.step)],
    [say('Tags'), run.tags?.join(', ')],
    [say('Notes'), run.runNotes],
  ];
}

function tableSize({ rows, columns }: LoggedTable, say: Say): string {
  return rows === undefined || columns === undefined
    ? say('size unknown')
    : say('{0} rows, {1} columns', rows, columns);
}

function versionFacts(version: ArtifactVersion, now: number, say: Say): Labelled {
  return [
    [say('Type'), version.type],
    [say('Version'), version.version ?? say('unknown')],
    [say('Aliases'), version.aliases.join(', ')],
    [say('Linked as'), version.linkAliases?.join(', ')],
    [say('Tags'), version.tags?.join(', ')],
    [say('State'), version.state === 'unknown' ? undefined : stateWord(version, say)],
    [say('Created'), version.createdAt === undefined ? undefined : moment(version.createdAt, now, say)],
    [say('Created by'), version.author],
    [say('Expires'), version.expiresAt === undefined ? undefined : dateOf(version.expiresAt)],
    [say('Size'), version.size === undefined ? undefined : bytes(version.size)],
    [say('Files'), version.fileCount?.toString()],
    [say('Project'), scopeText(version)],
    [say('Digest'), version.digest],
    [say('Description'), version.description],
  ];
}

function scopeText({ entity, project }: { entity?: string; project?: string }): string | undefined {
  return project && (entity ? `${entity}/${project}` : project);
}

function moment(at: number, now: number, say: Say): string {
  return `${dateOf(at)} (${ago(at, now, say)})`;
}

function dateOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** What tells itself by names of its own is called so in every language. */
function sourceName(label: string, say: Say): string {
  return label === 'local run folders' ? say('local run folders') : label;
}

export function sources(recorded: readonly Source[], now: number, say: Say): string | undefined {
  return recorded
    .map(({ label, readAt }) => say('{0}, read {1}', sourceName(label, say), ago(readAt, now, say)))
    .join('; ');
}
