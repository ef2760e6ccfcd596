// The Code view: scripts, what each declares and whether history agrees, its runs, and who lives off them.

import * as vscode from 'vscode';
import * as rows from '../join/codeRows.ts';
import { namesOf } from '../join/names.ts';
import type { OutlineContext, Row } from '../join/outline.ts';
import { bestOf, consumersOf, runsOfFile } from '../join/scriptRuns.ts';
import type { Store } from '../join/store.ts';
import type { Lineage } from '../lineage/model.ts';
import type { CodeFile } from '../python/codeReference.ts';
import type { Code } from './code.ts';
import type { History } from './history.ts';
import type { Children } from './tree.ts';

export function codeView(store: Store, code: Code, history: History): Children {
  const context = (): OutlineContext => ({ now: Date.now(), say: vscode.l10n.t });

  const runsOf = (path: string, joined: Lineage) => runsOfFile(path, joined, store.files);

  async function files(signal: AbortSignal): Promise<readonly Row[]> {
    await code.ready();
    // What history knows of the scripts is told as soon as it is there: the rows do not wait for a server.
    history.ready(signal).catch(() => undefined);
    const joined = await store.join(signal);
    return store.files
      .filter((file) => file.references.length > 0 || file.problem)
      .sort((a, b) => a.path.localeCompare(b.path))
      .map((file) => rows.fileRow(file, runsOf(file.path, joined), context()));
  }

  async function references(file: CodeFile, signal: AbortSignal): Promise<readonly Row[]> {
    await history.ready(signal).catch(() => undefined);
    const joined = await store.join(signal);
    return Promise.all(
      file.references.map(async (reference, index) => {
        const [name] = namesOf(reference);
        const node = name && (await store.find(name, signal).catch(() => undefined));
        return rows.referenceRow(reference, index, node?.id, joined, context());
      }),
    );
  }

  async function fileRows(file: CodeFile, signal: AbortSignal): Promise<readonly Row[]> {
    const own = await references(file, signal);
    const joined = await store.join(signal);
    const runs = runsOf(file.path, joined);
    const consumers = consumersOf(runs, joined);
    return [
      ...own,
      ...(runs.length > 0 ? [rows.scriptRunsRow(file.path, runs, context())] : []),
      ...(consumers.length > 0 ? [rows.consumersRow(file.path, consumers, context())] : []),
    ];
  }

  return async (row, signal) => {
    if (row === undefined) return files(signal);
    const [, kind, path] = /^(file|runs|consumers) (.+)$/.exec(row.id) ?? [];
    const file = store.files.find((it) => it.path === path);
    if (!file || path === undefined) return [];
    if (kind === 'file') return fileRows(file, signal);
    const joined = await store.join(signal);
    const runs = runsOf(path, joined);
    if (kind === 'runs') return rows.scriptRunRows(path, runs, bestOf(runs), context());
    return rows.consumerRows(path, consumersOf(runs, joined), context());
  };
}
