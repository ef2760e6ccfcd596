// What a map is about: the lineage of one node, or how two came to be; with the list that stands beside it.

import * as vscode from 'vscode';
import { comparedTitle } from '../join/compared.ts';
import { comparisonListing, impactListing } from '../join/listings.ts';
import { impactMarkdown } from '../join/markdown/impactMarkdown.ts';
import { listingMarkdown } from '../join/markdown/listingMarkdown.ts';
import type { Compared } from '../join/picture.ts';
import { type Comparison, compare, type FileEntry, type Files } from '../lineage/compare.ts';
import { impactOf } from '../lineage/impact.ts';
import type { ManifestFile } from '../lineage/manifest.ts';
import { merge } from '../lineage/merge.ts';
import type { Lineage, NodeId } from '../lineage/model.ts';
import { titleOf } from '../lineage/title.ts';
import type { Walked } from '../lineage/walk.ts';
import type { Listing } from '../protocol/listing.ts';
import type { ComparedAliases } from '../protocol/picture.ts';
import type { MapReading } from './mapReading.ts';

export interface Subject {
  readonly focus: NodeId;
  /** What the focus is compared with. */
  readonly before?: NodeId;
  /** By which aliases the two were chosen. */
  readonly aliases?: ComparedAliases;
  /** What depends on the focus stands beside the map. */
  readonly impact?: boolean;
}

/** What was read of a subject; ids are those after merging. */
export interface Read {
  readonly walked: Walked;
  readonly before?: NodeId;
}

export async function readSubject(
  { focus, before }: Subject,
  reading: MapReading,
  limit: number,
  signal: AbortSignal,
): Promise<Read> {
  if (before === undefined) return { walked: await reading.walk(focus, { limit }, signal) };
  const options = { downstream: 0, limit };
  const [old, fresh] = [
    await reading.walk(before, options, signal),
    await reading.walk(focus, options, signal),
  ];
  const both = merge([old.lineage, fresh.lineage]);
  return {
    before: both.canonical(old.focus),
    walked: {
      lineage: both.lineage,
      known: both.lineage,
      focus: both.canonical(fresh.focus),
      truncated: old.truncated || fresh.truncated,
    },
  };
}

/** No node has this id. */
const nowhere: NodeId = 'run:?/?/?';

/** A lineage as it is, around nothing. */
export function wholeOf(lineage: Lineage): Read {
  return { walked: { lineage, known: lineage, focus: nowhere, truncated: false } };
}

export type FilesOf = (id: NodeId) => Promise<readonly ManifestFile[]>;

/** How the two of a comparison differ; undefined for any other subject. */
export function comparisonOf({ walked, before }: Read, files?: Files): Comparison | undefined {
  return before === undefined ? undefined : compare(walked.lineage, before, walked.focus, files);
}

/** The files of both; undefined when those of either are not known. */
export async function filesOfBoth({ walked, before }: Read, filesOf: FilesOf): Promise<Files | undefined> {
  if (before === undefined) return undefined;
  const files = { before: await entries(before, filesOf), after: await entries(walked.focus, filesOf) };
  return files.before.length > 0 && files.after.length > 0 ? files : undefined;
}

async function entries(id: NodeId, filesOf: FilesOf): Promise<readonly FileEntry[]> {
  return (await filesOf(id)).map(({ path, digest, size }) => ({ path, digest: digest ?? String(size) }));
}

export function comparedBy(
  comparison: Comparison | undefined,
  { aliases = {} }: Partial<Subject> = {},
): Compared | undefined {
  return comparison && { before: comparison.before.id, marks: comparison.marks, aliases };
}

/** The list beside the map, and the same in Markdown. */
export function listed(
  subject: Subject | undefined,
  { known, focus }: Walked,
  comparison: Comparison | undefined,
): { readonly listing: Listing; readonly markdown: string } | undefined {
  const say = vscode.l10n.t;
  if (comparison) {
    const listing = comparisonListing(comparison, say, subject?.aliases);
    return { listing, markdown: listingMarkdown(listing, say) };
  }
  const depends = subject?.impact ? impactOf(known, focus) : undefined;
  return depends && { listing: impactListing(depends, say), markdown: impactMarkdown(depends, say) };
}

export function titleFor(
  subject: Subject | undefined,
  { known, focus }: Walked,
  comparison: Comparison | undefined,
): string {
  if (comparison) return comparedTitle(comparison, subject?.aliases ?? {}, vscode.l10n.t);
  const node = known.nodes.get(focus);
  return node ? vscode.l10n.t('Lineage: {0}', titleOf(node)) : vscode.l10n.t('Lineage');
}
