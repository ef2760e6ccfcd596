// The rows of the Code view: scripts with the runs that history knows of them, and what each refers to.

import type { Lineage, LineageNode, NodeId, Place, Run } from '../lineage/model.ts';
import { titleOf } from '../lineage/title.ts';
import type { CodeFile, CodeReference, Relation } from '../python/codeReference.ts';
import { stateWord } from './looks.ts';
import { nodeRow, type OutlineContext, type Row, runRow } from './outline.ts';
import { ago, type Say, told } from './say.ts';
import type { Best } from './scriptRuns.ts';

/** A script's row; `runs` are those that executed it, the newest first. */
export function fileRow(file: CodeFile, runs: readonly Run[], context: OutlineContext): Row {
  const { say } = context;
  const count = file.references.length;
  const [first] = file.references;
  const place = first && { ...first.callAt, range: file.runs[0]?.at.range ?? first.callAt.range };
  return {
    id: `file ${file.path}`,
    label: file.path.split('/').at(-1) ?? file.path,
    description: file.problem
      ? say('cannot be read')
      : [folderOf(file.path), historyOf(file, runs, context)].filter(Boolean).join(' · '),
    tooltip:
      (file.problem && told(file.problem, say)) ??
      `${file.path}\n${count === 1 ? say('1 reference') : say('{0} references', count)}`,
    icon: file.problem ? 'warning' : file.path.endsWith('.ipynb') ? 'notebook' : 'file-code',
    ...(place && { place }),
    children: count > 0 ? 'open' : 'none',
  };
}

/** How often a script ran and how its last run ended; nothing for a file that starts no run by itself. */
function historyOf(file: CodeFile, runs: readonly Run[], { now, say }: OutlineContext): string | undefined {
  const [last] = runs;
  if (!last) return file.runs.length > 0 ? say('never run') : undefined;
  const age = last.startedAt === undefined ? undefined : ago(last.startedAt, now, say);
  const count = runs.length === 1 ? say('1 run') : say('{0} runs', runs.length);
  return [count, [stateWord(last, say), age].filter(Boolean).join(' ')].join(' · ');
}

/** How many runs of a script are listed before the rest is counted. */
const listed = 5;

/** The row above a script's runs. */
export function scriptRunsRow(path: string, runs: readonly Run[], { say }: OutlineContext): Row {
  const failed = runs.filter(({ state }) => state === 'failed' || state === 'crashed').length;
  return {
    id: `runs ${path}`,
    label: say('Runs'),
    description: [String(runs.length), failed > 0 ? say('{0} failed', failed) : undefined]
      .filter(Boolean)
      .join(' · '),
    icon: 'history',
    children: 'closed',
  };
}

/** A script's newest runs, the best one and the last that failed among them; the rest is one row that lists all. */
export function scriptRunRows(
  path: string,
  runs: readonly Run[],
  best: Best | undefined,
  context: OutlineContext,
): readonly Row[] {
  const { say } = context;
  const failed = runs.find(({ state }) => state === 'failed' || state === 'crashed');
  const shown = runs.filter((run, index) => index < listed || run === best?.run || run === failed);
  const rows = shown.map((run): Row => {
    const row = runRow(run, context);
    const bestText = run === best?.run ? say('best {0}: {1}', best.metric, digits(best.value)) : undefined;
    const commit = run.commit?.slice(0, 7);
    return {
      ...row,
      id: `${path} ${row.id}`,
      description: [
        run === runs[0] ? say('last') : undefined,
        bestText,
        row.description,
        run.scriptChanged ? say('script changed since') : undefined,
        commit,
      ]
        .filter(Boolean)
        .join(' · '),
      children: 'none',
    };
  });
  const rest = runs.length - shown.length;
  if (rest === 0) return rows;
  const all: Row = {
    id: `all runs ${path}`,
    label: rest === 1 ? say('1 more run') : say('{0} more runs', rest),
    icon: 'ellipsis',
    command: {
      command: 'artifactLineage.filterRuns',
      arguments: [{ field: 'script', value: path }],
    },
    children: 'none',
  };
  return [...rows, all];
}

function digits(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** The row above those who live off what a script's runs logged: what to think of before changing it. */
export function consumersRow(path: string, consumers: readonly LineageNode[], { say }: OutlineContext): Row {
  return {
    id: `consumers ${path}`,
    label: say('Downstream'),
    description: consumersWord(consumers, say),
    tooltip: say('What used the artifacts that this script logs, directly or further on.'),
    icon: 'type-hierarchy-sub',
    children: 'closed',
  };
}

export function consumerRows(
  path: string,
  consumers: readonly LineageNode[],
  context: OutlineContext,
): readonly Row[] {
  return consumers.map((node) =>
    node.kind === 'run'
      ? {
          ...runRow(node, context),
          id: `consumer ${path} ${node.id}`,
          children: 'none',
        }
      : nodeRow(node, `consumer ${path}`, context),
  );
}

function consumersWord(consumers: readonly LineageNode[], say: Say): string {
  const runs = consumers.filter(({ kind }) => kind === 'run').length;
  const scripts = consumers.length - runs;
  return [
    runs === 0 ? undefined : runs === 1 ? say('1 run') : say('{0} runs', runs),
    scripts === 0 ? undefined : scripts === 1 ? say('1 script') : say('{0} scripts', scripts),
  ]
    .filter(Boolean)
    .join(' · ');
}

const relationIcons: Readonly<Record<Relation, string>> = {
  used: 'arrow-down',
  logged: 'arrow-up',
  linked: 'link',
  read: 'eye',
  constructed: 'symbol-constructor',
};

/** A reference's row; `node` is what it resolves to, `lineage` tells whether a run recorded it. */
export function referenceRow(
  reference: CodeReference,
  index: number,
  node: NodeId | undefined,
  lineage: Lineage,
  { say }: OutlineContext,
): Row {
  const { callAt, relation, value } = reference;
  const words: Readonly<Record<Relation, string>> = {
    used: say('used'),
    logged: say('logged'),
    linked: say('linked'),
    read: say('read'),
    constructed: say('constructed'),
  };
  const line = callAt.range.start.line + 1;
  const where =
    callAt.cell === null ? say('line {0}', line) : say('cell {0}, line {1}', callAt.cell + 1, line);
  const recorded = lineage.edges
    .filter((edge) => edge.recorded.length > 0 && edge.declared.some((place) => samePlace(place, callAt)))
    .flatMap((edge) => [edge.from, edge.to])
    .flatMap((id) => lineage.nodes.get(id) ?? [])
    .filter((it) => it.kind === 'run');
  const checked = ['used', 'logged', 'linked'].includes(relation);
  const agreement = checked
    ? recorded.length > 0
      ? say('Recorded by {0}', [...new Set(recorded.map(titleOf))].join(', '))
      : say('No run of this script is known to have recorded it')
    : undefined;
  const short = checked && recorded.length > 0 ? say('recorded') : undefined;
  return {
    id: `reference ${callAt.path} ${callAt.cell} ${line}:${callAt.range.start.character} ${relation} ${index}`,
    label: value.values.join(' | ') || say('(name unknown)'),
    description: [words[relation], where, short].filter(Boolean).join(' · '),
    tooltip: [`${reference.call} · ${where}`, agreement].filter(Boolean).join('\n'),
    icon: relationIcons[relation],
    ...(checked && recorded.length > 0 && { color: 'testing.iconPassed' }),
    place: callAt,
    ...(node && { node }),
    children: 'none',
  };
}

export function samePlace(a: Place, b: Place): boolean {
  return (
    a.path === b.path &&
    a.cell === b.cell &&
    a.range.start.line === b.range.start.line &&
    a.range.start.character === b.range.start.character
  );
}

function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}
