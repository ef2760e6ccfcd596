// Opens what a node stands for: its line of code, or its page in the tracker.

import * as vscode from 'vscode';
import { lineagePage } from '../backends/wandb/lineagePage.ts';
import type { Store } from '../join/store.ts';
import type { NodeId, Place } from '../lineage/model.ts';
import { meantBy, referenceAtCaret } from './atCaret.ts';
import type { Code } from './code.ts';
import { sentenceOf, toRange } from './convert.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';
import { committedUri } from './past.ts';

/** Shows a place with its range selected, in a notebook its cell; tells when the file is not there. */
export async function openPlace(place: Place, code: Code, column?: vscode.ViewColumn): Promise<void> {
  const uri = (await committedUri(place.path, code)) ?? code.uriOf(place.path);
  if (!uri || !(await exists(uri))) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} is not in this workspace.', place.path));
    return;
  }
  const where = column === undefined ? {} : { viewColumn: column };
  if (place.cell === null) {
    await vscode.window.showTextDocument(uri, { selection: toRange(place.range), ...where });
    return;
  }
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  const selections = [new vscode.NotebookRange(place.cell, place.cell + 1)];
  await vscode.window.showNotebookDocument(notebook, { selections, ...where });
  const cell = notebook.cellCount > place.cell ? notebook.cellAt(place.cell) : undefined;
  if (cell)
    await vscode.window.showTextDocument(cell.document, { selection: toRange(place.range), ...where });
}

/** Opens a page of a tracker, http and https only: the address is the tracker's word. */
export async function openAddress(url: string | undefined): Promise<void> {
  // As a text it is opened as it is: a Uri forgets which of its signs were escaped.
  if (url && /^https?:\/\//.test(url)) await vscode.commands.executeCommand('vscode.open', url);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return uri.scheme === 'untitled';
  }
}

export function registerOpenCommands(
  store: Store,
  code: Code,
  history: History,
  log: Log,
): vscode.Disposable {
  const guarded = (id: string, work: (target: unknown) => Promise<unknown>) =>
    vscode.commands.registerCommand(id, async (target: unknown) => {
      try {
        await work(target);
      } catch (error) {
        void vscode.window.showErrorMessage(sentenceOf(error, log));
      }
    });
  return vscode.Disposable.from(
    guarded('artifactLineage.openPlace', async (place) => openPlace(place as Place, code)),
    guarded('artifactLineage.openCode', async (row) => {
      const { place, node } = row as { readonly place?: Place; readonly node?: NodeId };
      const known = place ?? (node && store.joined().nodes.get(node)?.declared[0]);
      if (known) await openPlace(known, code);
    }),
    guarded('artifactLineage.openLineagePage', async (row) => {
      const { node } = (row ?? {}) as { readonly node?: NodeId };
      const known = node && store.joined().nodes.get(node);
      if (known) await openAddress(lineagePage(known) ?? ('url' in known ? known.url : undefined));
    }),
    guarded('artifactLineage.openPage', async (row) => {
      const { node: id } = (row ?? {}) as { readonly node?: NodeId };
      const known = id && store.joined().nodes.get(id);
      if (id) return openAddress(known && 'url' in known ? known.url : undefined);
      const reference = await referenceAtCaret(code);
      const nodes = reference ? await meantBy(reference, store, history) : [];
      const node = nodes.find(({ url }) => url);
      if (node) return openAddress(node.url);
      void vscode.window.showInformationMessage(
        vscode.l10n.t('There is no artifact’s name here whose page in W&B is known.'),
      );
    }),
  );
}
