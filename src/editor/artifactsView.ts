// The Artifacts view: types, their collections, and the versions of each, page by page.

import * as vscode from 'vscode';
import { fileRows, folderRowId } from '../join/fileRows.ts';
import { noticeRow } from '../join/noticeRow.ts';
import type { Row } from '../join/outline.ts';
import * as outline from '../join/outline.ts';
import type { Store } from '../join/store.ts';
import { knowsFiles } from '../join/versionFiles.ts';
import { type FileFolder, fileTree } from '../lineage/manifest.ts';
import type { ArtifactVersion, Collection, NodeId } from '../lineage/model.ts';
import type { History } from './history.ts';
import type { Pages } from './pages.ts';
import type { Children } from './tree.ts';

/** With so few collections their versions are shown at once. */
const fewCollections = 12;
const list = 'collections';

export function artifactsView(store: Store, history: History, pages: Pages): Children {
  let collections: readonly Collection[] = [];
  const files = filesBelow(store);
  const context = (): outline.OutlineContext => ({ now: Date.now(), say: vscode.l10n.t });

  async function types(signal: AbortSignal): Promise<readonly Row[]> {
    await history.ready(signal);
    const { items, more } = await pages.read<Collection>(list, (cursor) => store.collections(cursor, signal));
    const found = new Map(items.map((it) => [it.id, it]));
    // What only code speaks of is known at once, wherever its page would be.
    for (const node of (await store.join(signal)).nodes.values())
      if (node.kind === 'collection') found.set(node.id, node);
    collections = [...found.values()];
    return [
      ...[...outline.byType(collections, vscode.l10n.t)].map(([heading, members]) =>
        outline.typeRow(heading, members.length, members[0]?.holds === 'linked', context()),
      ),
      ...(more ? [outline.moreRow(list, context())] : []),
    ];
  }

  async function versions(collection: Collection, signal: AbortSignal): Promise<readonly Row[]> {
    const known = (await store.join(signal)).nodes;
    const { items, more } = await pages.read<ArtifactVersion>(collection.id, (cursor) =>
      store.versions(collection, cursor, signal),
    );
    return [
      ...items
        .map((it) => (known.get(it.id) as ArtifactVersion | undefined) ?? it)
        .map((it) => outline.versionRow(it, collection.id, knowsFiles(store.backends, it), context())),
      ...(more ? [outline.moreRow(collection.id, context())] : []),
    ];
  }

  return async (row, signal) => {
    if (row === undefined) return types(signal);
    const below = await files(row, signal);
    if (below) return below;
    const group = outline.byType(collections, vscode.l10n.t).get(row.label);
    if (row.id.startsWith('type ') && group)
      return group.map((it) => outline.collectionRow(it, collections.length <= fewCollections, context()));
    const collection = collections.find((it) => it.id === row.node);
    return collection ? versions(collection, signal) : [];
  };
}

/** The rows below a version or a folder of one; undefined for any other row. */
function filesBelow(store: Store): (row: Row, signal: AbortSignal) => Promise<readonly Row[] | undefined> {
  const context = (): outline.OutlineContext => ({ now: Date.now(), say: vscode.l10n.t });
  const folders = new Map<string, { readonly version: NodeId; readonly folder: FileFolder }>();
  const rowsOf = (version: NodeId, folder: FileFolder) => {
    for (const inner of folder.folders)
      folders.set(folderRowId(version, inner.path), { version, folder: inner });
    return fileRows(version, folder, context());
  };
  return async (row, signal) => {
    const known = folders.get(row.id);
    if (known) return rowsOf(known.version, known.folder);
    if (!row.files || !row.node) return undefined;
    const { files } = (await store.filesOf(row.node, signal)) ?? {};
    return files
      ? rowsOf(row.node, fileTree(files))
      : [noticeRow(vscode.l10n.t('The list of files is no longer there.'))];
  };
}
