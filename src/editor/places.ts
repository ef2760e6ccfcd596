// Where the editor shows places of code: documents, and cells of notebooks, which are documents of their own.

import * as vscode from 'vscode';
import type { Place } from '../lineage/model.ts';
import type { Code } from './code.ts';
import { toRange } from './convert.ts';

/** The document of a place as far as it is open: undefined for a cell of a notebook that is not. */
export function shownAt(place: Place, code: Code): vscode.Uri | undefined {
  const uri = code.uriOf(place.path);
  if (!uri || place.cell === null) return uri;
  const notebook = vscode.workspace.notebookDocuments.find((it) => it.uri.toString() === uri.toString());
  return notebook && cellAt(notebook, place.cell);
}

/** Where a place lies; a notebook is opened (not shown) for it. Undefined when the file is gone. */
export async function locationOf(place: Place, code: Code): Promise<vscode.Location | undefined> {
  const uri = code.uriOf(place.path);
  if (!uri) return undefined;
  if (place.cell === null) return new vscode.Location(uri, toRange(place.range));
  const notebook = await vscode.workspace.openNotebookDocument(uri).then(
    (it) => it,
    () => undefined,
  );
  const cell = notebook && cellAt(notebook, place.cell);
  return cell && new vscode.Location(cell, toRange(place.range));
}

function cellAt(notebook: vscode.NotebookDocument, index: number): vscode.Uri | undefined {
  return index < notebook.cellCount ? notebook.cellAt(index).document.uri : undefined;
}
