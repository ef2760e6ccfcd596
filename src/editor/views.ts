// The sidebar: Runs, Artifacts and Code, each a tree of rows over the store.

import * as vscode from 'vscode';
import { fileRow, referenceRow } from '../join/codeRows.ts';
import { namesOf } from '../join/names.ts';
import type { Row } from '../join/outline.ts';
import * as outline from '../join/outline.ts';
import type { Store } from '../join/store.ts';
import type { ArtifactVersion, Collection, Run } from '../lineage/model.ts';
import type { Code } from './code.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';
import { type Children, RowTree } from './tree.ts';

/** With so few collections their versions are shown at once. */
const fewCollections = 12;

const context = (): outline.OutlineContext => ({ now: Date.now(), say: vscode.l10n.t });

export function registerViews(store: Store, code: Code, history: History, log: Log): vscode.Disposable {
  const runs = paged<Run>((cursor, signal) => store.runs(cursor, signal));
  const trees = {
    'artifactLineage.runs': new RowTree(runRows(store, history, runs), log),
    'artifactLineage.artifacts': new RowTree(artifactRows(store, history), log),
    'artifactLineage.code': new RowTree(codeRows(store, code, history), log),
  };
  const refresh = () => {
    for (const tree of Object.values(trees)) tree.refresh();
  };
  const stop = store.onDidChange(later(refresh));
  return vscode.Disposable.from(
    { dispose: stop },
    ...Object.values(trees),
    ...Object.entries(trees).map(([id, treeDataProvider]) =>
      vscode.window.createTreeView(id, { treeDataProvider, showCollapseAll: true }),
    ),
    vscode.commands.registerCommand('artifactLineage.refresh', () => {
      runs.reset();
      history.refresh();
      refresh();
    }),
    vscode.commands.registerCommand('artifactLineage.moreRuns', () => {
      runs.more();
      trees['artifactLineage.runs'].refresh();
    }),
  );
}

/** Several changes in one turn of the event loop refresh once. */
function later(work: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      work();
    });
  };
}

/** Pages of a list up to the one that the user asked for. */
function paged<T>(
  ask: (cursor: string | undefined, signal: AbortSignal) => Promise<{ items: readonly T[]; next?: string }>,
) {
  let wanted = 1;
  return {
    more: () => {
      wanted++;
    },
    reset: () => {
      wanted = 1;
    },
    async read(signal: AbortSignal): Promise<{ readonly items: readonly T[]; readonly more: boolean }> {
      const items: T[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < wanted && (page === 0 || cursor !== undefined); page++) {
        const answer = await ask(cursor, signal);
        items.push(...answer.items);
        cursor = answer.next;
      }
      return { items, more: cursor !== undefined };
    },
  };
}

function runRows(store: Store, history: History, runs: ReturnType<typeof paged<Run>>): Children {
  return async (row, signal) => {
    if (row?.node) return outline.runChildren(row.node, await store.around([row.node], signal), context());
    if (row) return [];
    await history.ready(signal);
    const { items, more } = await runs.read(signal);
    const joined = store.joined();
    const rows = items.map((run) =>
      outline.runRow((joined.nodes.get(run.id) as Run | undefined) ?? run, context()),
    );
    return [
      ...(await problemRows(store, signal)),
      ...rows,
      ...(more ? [outline.moreRow('runs', 'artifactLineage.moreRuns', context())] : []),
    ];
  };
}

function artifactRows(store: Store, history: History): Children {
  let collections: readonly Collection[] = [];
  return async (row, signal) => {
    const { say } = context();
    if (row === undefined) {
      await history.ready(signal);
      collections = await allCollections(store, signal);
      return [...outline.byType(collections, say)].map(([heading, list]) =>
        outline.typeRow(heading, list.length, list[0]?.holds === 'linked', context()),
      );
    }
    const group = outline.byType(collections, say).get(row.label);
    if (row.id.startsWith('type ') && group)
      return group.map((it) => outline.collectionRow(it, collections.length <= fewCollections, context()));
    const collection = collections.find((it) => it.id === row.node);
    if (!collection) return [];
    return (await versionsOf(store, collection, signal)).map((it) =>
      outline.versionRow(it, collection.id, context()),
    );
  };
}

/** Every collection that history or code speaks of. */
async function allCollections(store: Store, signal: AbortSignal): Promise<readonly Collection[]> {
  const found = new Map<string, Collection>();
  let cursor: string | undefined;
  do {
    const page = await store.collections(cursor, signal);
    for (const item of page.items) found.set(item.id, item);
    cursor = page.next;
  } while (cursor !== undefined);
  for (const node of store.joined().nodes.values()) if (node.kind === 'collection') found.set(node.id, node);
  return [...found.values()];
}

async function versionsOf(
  store: Store,
  collection: Collection,
  signal: AbortSignal,
): Promise<readonly ArtifactVersion[]> {
  const joined = store.joined();
  const { items } = await store.versions(collection, undefined, signal);
  return items.map((it) => (joined.nodes.get(it.id) as ArtifactVersion | undefined) ?? it);
}

function codeRows(store: Store, code: Code, history: History): Children {
  return async (row, signal) => {
    if (row === undefined) {
      await code.ready();
      const files = store.files.filter((file) => file.references.length > 0 || file.problem);
      return [...files].sort((a, b) => a.path.localeCompare(b.path)).map((file) => fileRow(file, context()));
    }
    await history.ready(signal).catch(() => undefined);
    const file = store.files.find((it) => `file ${it.path}` === row.id);
    const joined = store.joined();
    return Promise.all(
      (file?.references ?? []).map(async (reference, index) => {
        const [name] = namesOf(reference);
        const node = name && (await store.find(name, signal).catch(() => undefined));
        return referenceRow(reference, index, node?.id, joined, context());
      }),
    );
  };
}

async function problemRows(store: Store, signal: AbortSignal): Promise<readonly Row[]> {
  return (await store.problems(signal)).map(outline.noticeRow);
}
