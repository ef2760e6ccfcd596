// What is known of a node as labelled facts, a one-line detail and an icon: shared by tooltips, the map and hovers.

import type { ArtifactVersion, Collection, LineageNode, LoggedTable, Run, Source } from '../lineage/model.ts';
import { ago, bytes, duration, type Say } from './say.ts';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** The name of a codicon for a node. */
export function iconOf(node: LineageNode): string {
  switch (node.kind) {
    case 'run':
      return runIcons[node.state] ?? 'circle-outline';
    case 'version':
      return typeIcon(node.type);
    case 'collection':
      return node.holds === 'linked' ? 'bookmark' : typeIcon(node.type);
    case 'script':
      return node.path.endsWith('.ipynb') ? 'notebook' : 'file-code';
  }
}

const runIcons: Readonly<Record<Run['state'], string>> = {
  running: 'play-circle',
  finished: 'pass',
  failed: 'error',
  crashed: 'error',
  killed: 'circle-slash',
  pending: 'clock',
  unknown: 'question',
};

export function typeIcon(type: string | undefined): string {
  if (type === undefined) return 'package';
  if (/data|table/i.test(type)) return 'database';
  if (/model|checkpoint/i.test(type)) return 'symbol-misc';
  return 'package';
}

export function stateWord(node: Run | ArtifactVersion, say: Say): string {
  const words: Readonly<Record<string, string>> = {
    running: say('running'),
    finished: say('finished'),
    failed: say('failed'),
    crashed: say('crashed'),
    killed: say('killed'),
    pending: say('pending'),
    committed: say('committed'),
    deleted: say('deleted'),
  };
  return words[node.state] ?? say('state unknown');
}

/** How much of a run's log could not be read; undefined when all could. */
export function damageWord({ damaged }: Run, say: Say): string | undefined {
  if (!damaged) return undefined;
  return damaged === 1 ? say('1 damaged record skipped') : say('{0} damaged records skipped', damaged);
}

/** The most telling things about a node, joined by `·`. */
export function detailOf(node: LineageNode, say: Say): string {
  const parts = ((): readonly (string | undefined)[] => {
    switch (node.kind) {
      case 'run':
        return [node.jobType, stateWord(node, say)];
      case 'version':
        return [
          node.type,
          ...node.aliases.filter((alias) => alias !== node.version),
          node.state === 'pending' || node.state === 'deleted' ? stateWord(node, say) : undefined,
        ];
      case 'collection':
        return [collectionWord(node, say), node.holds === 'own' ? node.type : undefined];
      case 'script':
        return [say('no run has recorded it')];
    }
  })();
  return parts.filter((part) => part).join(' · ');
}

function collectionWord(node: Collection, say: Say): string {
  if (node.holds === 'own') return say('any version');
  return node.project === 'model-registry' ? say('registered model') : say('registry collection');
}

/** All that is known of a node, in reading order; what is unknown is left out. */
export function factsOf(node: LineageNode, now: number, say: Say): readonly Fact[] {
  const facts = ((): readonly (readonly [string, string | undefined])[] => {
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
  })();
  const [place] = node.declared;
  const all: readonly (readonly [string, string | undefined])[] = [
    ...facts,
    [say('Declared'), place && `${place.path}:${place.range.start.line + 1}`],
    [say('Recorded'), sources(node.recorded, now, say)],
    ...node.notes.map((note) => [say('Note'), note] as const),
  ];
  return all.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function runFacts(run: Run, now: number, say: Say): readonly (readonly [string, string | undefined])[] {
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
    ...entries(run.config).map(([key, value]) => [say('Config {0}', key), value] as const),
    ...entries(run.summary).map(([key, value]) => [say('Summary {0}', key), value] as const),
    [say('Metrics'), run.metrics?.join(', ')],
    ...(run.tables ?? []).map((table) => [say('Table {0}', table.name), tableSize(table, say)] as const),
  ];
}

function tableSize({ rows, columns }: LoggedTable, say: Say): string {
  return rows === undefined || columns === undefined
    ? say('size unknown')
    : say('{0} rows, {1} columns', rows, columns);
}

function versionFacts(
  version: ArtifactVersion,
  now: number,
  say: Say,
): readonly (readonly [string, string | undefined])[] {
  return [
    [say('Type'), version.type],
    [say('Version'), version.version ?? say('unknown')],
    [say('Aliases'), version.aliases.join(', ')],
    [say('Tags'), version.tags?.join(', ')],
    [say('State'), version.state === 'unknown' ? undefined : stateWord(version, say)],
    [say('Created'), version.createdAt === undefined ? undefined : moment(version.createdAt, now, say)],
    [say('Size'), version.size === undefined ? undefined : bytes(version.size)],
    [say('Files'), version.fileCount?.toString()],
    [say('Project'), scopeText(version)],
    [say('Digest'), version.digest],
    [say('Description'), version.description],
    ...entries(version.metadata).map(([key, value]) => [say('Metadata {0}', key), value] as const),
  ];
}

/** Values as short text; a long or nested one is JSON, cut off. */
function entries(
  record: Readonly<Record<string, unknown>> | undefined,
): readonly (readonly [string, string])[] {
  return Object.entries(record ?? {}).map(([key, value]) => {
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
    return [key, text.length > 200 ? `${text.slice(0, 200)}…` : text];
  });
}

function scopeText({ entity, project }: { entity?: string; project?: string }): string | undefined {
  return project && (entity ? `${entity}/${project}` : project);
}

function moment(at: number, now: number, say: Say): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC (${ago(at, now, say)})`;
}

function sources(recorded: readonly Source[], now: number, say: Say): string | undefined {
  return recorded.map(({ label, readAt }) => say('{0}, read {1}', label, ago(readAt, now, say))).join('; ');
}
