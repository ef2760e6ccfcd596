// The sidebar's rows: runs with what they used and logged, artifacts by type, and the code's references.

import type { Problem, Remedy } from '../backends/backend.ts';
import { graphOf } from '../lineage/graph.ts';
import type {
  ArtifactVersion,
  Collection,
  Lineage,
  LineageNode,
  NodeId,
  Place,
  Run,
} from '../lineage/model.ts';
import { titleOf } from '../lineage/title.ts';
import { factsOf } from './facts.ts';
import { damageWord, detailOf, iconOf, stateWord, typeIcon } from './looks.ts';
import { noticeRow } from './noticeRow.ts';
import { hasPast } from './past.ts';
import { relationWord } from './relationWord.ts';
import { ago, type Say, told } from './say.ts';

/** One row of a tree. All text is plain and foreign. */
export interface Row {
  /** Stable and unique within its view. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: string;
  /** Name of a codicon, and of a theme colour for it. */
  readonly icon: string;
  readonly color?: string;
  /** What the row stands for, for "Show Lineage" and the like. */
  readonly node?: NodeId;
  /** What a click opens. */
  readonly place?: Place;
  /** The row stands for a version whose files can be asked for. */
  readonly files?: boolean;
  /** The page of the row's thing in its tracker. */
  readonly url?: string;
  /** A word for the menus of rows that stand for neither code nor node. */
  readonly menu?: string;
  /** What a click runs instead, for rows that stand for an action. */
  readonly command?: { readonly command: string; readonly arguments?: unknown[] };
  readonly children: 'none' | 'closed' | 'open';
}

/** Reads what code calls: now, in words, with everything known by now. */
export interface OutlineContext {
  readonly now: number;
  readonly say: Say;
}

export function runRow(run: Run, { now, say }: OutlineContext): Row {
  const age = run.startedAt === undefined ? undefined : ago(run.startedAt, now, say);
  return {
    ...nodeRow(run, 'runs', { now, say }),
    description: [run.jobType, stateWord(run, say), damageWord(run, say), age, run.server]
      .filter(Boolean)
      .join(' · '),
    ...(runColors[run.state] && { color: runColors[run.state] }),
    // Its script can be opened as it was.
    ...(hasPast(run) && { menu: run.scriptChanged ? 'ran changed' : 'ran' }),
    children: 'closed',
  };
}

const runColors: Readonly<Record<string, string>> = {
  finished: 'testing.iconPassed',
  failed: 'testing.iconFailed',
  crashed: 'testing.iconFailed',
  running: 'charts.blue',
};

/** What a run used and logged, inputs first, and what is to be noted of it. */
export function runChildren(run: NodeId, lineage: Lineage, context: OutlineContext): readonly Row[] {
  const graph = graphOf(lineage, run);
  const home = lineage.nodes.get(run);
  const row = (id: NodeId, relation: 'used' | 'logged', recorded: boolean): readonly Row[] => {
    const node = lineage.nodes.get(id);
    if (!node) return [];
    const { say } = context;
    const word = relationWord(relation, say);
    return [
      {
        ...nodeRow(node, `${run} ${relation}`, context),
        description: [word, recorded ? undefined : say('declared'), detailOf(node, say, home)]
          .filter(Boolean)
          .join(' · '),
      },
    ];
  };
  return [
    ...(lineage.nodes.get(run)?.notes ?? []).map((note) => {
      const row = noticeRow(told(note, context.say));
      return { ...row, id: `${run} ${row.label}` };
    }),
    ...graph.edges(run, 'upstream').flatMap((edge) => row(edge.from, 'used', edge.recorded.length > 0)),
    ...graph.edges(run, 'downstream').flatMap((edge) => row(edge.to, 'logged', edge.recorded.length > 0)),
  ];
}

/** A type's row, above its collections; registries and registered models stand under a heading of their own. */
export function typeRow(heading: string, count: number, linked: boolean, { say }: OutlineContext): Row {
  return {
    id: `type ${heading}`,
    label: heading,
    description: count === 1 ? say('1 collection') : say('{0} collections', count),
    icon: linked ? 'library' : typeIcon(heading),
    children: 'open',
  };
}

/** Collections under their headings: artifact types by name, then registries. */
export function byType(
  collections: readonly Collection[],
  say: Say,
): ReadonlyMap<string, readonly Collection[]> {
  const groups = new Map<string, Collection[]>();
  const heading = (it: Collection) =>
    it.holds === 'linked' ? (it.project ?? say('registry')) : (it.type ?? say('type unknown'));
  const sorted = [...collections].sort(
    (a, b) =>
      a.holds.localeCompare(b.holds) * -1 ||
      heading(a).localeCompare(heading(b)) ||
      a.name.localeCompare(b.name, undefined, { numeric: true }),
  );
  for (const collection of sorted)
    groups.set(heading(collection), [...(groups.get(heading(collection)) ?? []), collection]);
  return groups;
}

export function collectionRow(collection: Collection, open: boolean, context: OutlineContext): Row {
  return {
    ...nodeRow(collection, 'collections', context),
    description:
      collection.recorded.length > 0
        ? [collection.project, collection.server].filter(Boolean).join(' · ')
        : context.say('declared, never recorded'),
    children: open ? 'open' : 'closed',
  };
}

/** With `files` the row opens onto the version's files. */
export function versionRow(
  version: ArtifactVersion,
  collection: NodeId,
  files: boolean,
  context: OutlineContext,
): Row {
  const row = nodeRow(version, collection, context);
  const aliases = version.aliases.filter((alias) => alias !== version.version);
  const age = version.createdAt === undefined ? undefined : ago(version.createdAt, context.now, context.say);
  const description = [...aliases, age].filter(Boolean).join(' · ');
  return { ...row, description, ...(files && { files, children: 'closed' }) };
}

/** The row that continues a list. */
export function moreRow(list: string, { say }: OutlineContext): Row {
  return {
    id: `more ${list}`,
    label: say('Load more…'),
    icon: 'ellipsis',
    command: { command: 'artifactLineage.loadMore', arguments: [list] },
    children: 'none',
  };
}

/** What is in the way of whole answers; a click does what may help. */
export function problemRow({ text, remedy }: Problem, { say }: OutlineContext): Row {
  const row = noticeRow(told(text, say));
  return remedy ? { ...row, command: { command: commands[remedy] } } : row;
}

const commands: Readonly<Record<Remedy, string>> = {
  connect: 'artifactLineage.connect',
  again: 'artifactLineage.refresh',
  projects: 'artifactLineage.switchProject',
};

export function nodeRow(node: LineageNode, parent: string, { now, say }: OutlineContext): Row {
  const [place] = node.declared;
  return {
    id: `${parent} ${node.id}`,
    label: titleOf(node),
    tooltip: factsOf(node, now, say)
      .map(({ label, value }) => `${label}: ${value}`)
      .join('\n'),
    icon: iconOf(node),
    node: node.id,
    ...(place && { place }),
    ...('url' in node && node.url && { url: node.url }),
    children: 'none',
  };
}
