// Lists beside the map: what depends on something, and how two versions or runs differ.

import type { Changes, Value } from '../lineage/changes.ts';
import type { Comparison, FactChange, FileEntry } from '../lineage/compare.ts';
import type { Dependent, Impact, ImpactGroup } from '../lineage/impact.ts';
import { titleOf } from '../lineage/title.ts';
import type { Listing, ListingGroup, ListingRow } from '../protocol/listing.ts';
import type { ComparedAliases } from '../protocol/picture.ts';
import { comparedHeading, comparedVersions } from './compared.ts';
import { valueText } from './facts.ts';
import { detailOf } from './looks.ts';
import { bytes, type Say } from './say.ts';

/** So many rows of a group are told; the rest is counted. */
const most = 500;

export function impactListing({ of, total, groups, open }: Impact, say: Say): Listing {
  const name = titleOf(of);
  return {
    title: say('Depends on {0}', name),
    summary: total === 0 ? say('Nothing that is known depends on it.') : countOf(total, say),
    groups: groups.map(({ group, members }) =>
      groupOf(impactHeading(group, say), members, (it) => dependent(it, say)),
    ),
    ...(open && { note: say('More may depend on it: not everything has been asked about.') }),
  };
}

export function impactHeading(group: ImpactGroup, say: Say): string {
  const headings: Readonly<Record<ImpactGroup, string>> = {
    registry: say('Registry'),
    model: say('Models'),
    data: say('Data'),
    run: say('Runs'),
    code: say('Code'),
  };
  return headings[group];
}

function countOf(total: number, say: Say): string {
  return total === 1 ? say('1 thing') : say('{0} things', total);
}

function dependent({ node, distance }: Dependent, say: Say): ListingRow {
  const steps = distance === 1 ? say('1 step') : say('{0} steps', distance);
  return {
    id: node.id,
    text: titleOf(node),
    detail: [detailOf(node, say), steps].filter(Boolean).join(' · '),
  };
}

export function comparisonListing(comparison: Comparison, say: Say, aliases: ComparedAliases = {}): Listing {
  const { before, after, inputs, config, summary, metadata, facts, files } = comparison;
  const groups = [
    changesGroup(say('Inputs'), inputs, (node) => ({ id: node.id, text: node.name, detail: titleOf(node) })),
    groupOf(say('Facts'), facts, (fact) => factRow(fact, say)),
    changesGroup(say('Config'), config, valueRow),
    changesGroup(say('Summary'), summary, valueRow),
    changesGroup(say('Metadata'), metadata, valueRow),
    ...(files ? [changesGroup(say('Files'), files, fileRow)] : []),
  ].filter(({ count }) => count > 0);
  const told = [before, after].some((node) => node.kind === 'version') && !files;
  const differs =
    groups.length === 0 ? say('Nothing that is known of them differs.') : whatChanged(groups, say);
  return {
    title: comparedHeading(comparison, aliases),
    summary: [comparedVersions(comparison, aliases), differs].filter(Boolean).join(' · '),
    groups,
    ...(told && { note: say('Their files are not compared: no source of these versions lists them.') }),
  };
}

function whatChanged(groups: readonly ListingGroup[], say: Say): string {
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  return count === 1 ? say('1 difference') : say('{0} differences', count);
}

function groupOf<T>(title: string, items: readonly T[], row: (item: T) => ListingRow): ListingGroup {
  return { title, count: items.length, rows: items.slice(0, most).map(row) };
}

/** What changed comes first, then what came, then what went. */
function changesGroup<T>(
  title: string,
  { added, removed, changed }: Changes<T>,
  row: (item: T) => ListingRow,
): ListingGroup {
  const rows: readonly (() => ListingRow)[] = [
    ...changed.map(({ before, after }) => () => {
      const [old, fresh] = [row(before), row(after)];
      return { ...fresh, detail: `${old.detail} → ${fresh.detail}`, change: 'changed' as const };
    }),
    ...added.map((item) => () => ({ ...row(item), change: 'added' as const })),
    ...removed.map((item) => () => ({ ...row(item), change: 'removed' as const })),
  ];
  return groupOf(title, rows, (make) => make());
}

function valueRow({ key, value }: Value): ListingRow {
  return { text: key, detail: valueText(value) };
}

function fileRow({ path, digest }: FileEntry): ListingRow {
  return { text: path, detail: digest.slice(0, 12) };
}

function factRow({ fact, before, after }: FactChange, say: Say): ListingRow {
  const words: Readonly<Record<FactChange['fact'], string>> = {
    commit: say('Commit'),
    remote: say('Repository'),
    program: say('Script'),
    jobType: say('Job type'),
    state: say('State'),
    type: say('Type'),
    digest: say('Digest'),
    size: say('Size'),
    fileCount: say('Files'),
  };
  const word = (value: string | number | undefined): string => {
    if (value === undefined) return say('unknown');
    if (fact === 'size' && typeof value === 'number') return bytes(value);
    return fact === 'commit' ? String(value).slice(0, 7) : String(value);
  };
  return { text: words[fact], detail: `${word(before)} → ${word(after)}`, change: 'changed' };
}

/** A node's mark in words. */
export function markWord(mark: 'before' | 'after' | 'changed', say: Say): string {
  return { before: say('removed'), after: say('added'), changed: say('changed') }[mark];
}
