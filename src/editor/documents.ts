// Documents and notebooks as the store knows them: their paths, their cells, and what the editor shows of them now.

import * as vscode from 'vscode';

/** A larger source file is generated, not written; bytes. */
const largestSource = 8 * 1024 * 1024;

/** A path as the store keys files: relative to the workspace, with the folder's name when there are several. */
export function pathOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri).replaceAll('\\', '/');
}

/** The file or notebook that a document is or belongs to. */
export function fileOf(document: vscode.TextDocument): vscode.Uri {
  return notebookOf(document)?.uri ?? document.uri;
}

/** The index of a notebook's cell among all its cells; null for a plain document. */
export function cellOf(document: vscode.TextDocument): number | null {
  const cell = notebookOf(document)
    ?.getCells()
    .find((it) => it.document === document);
  return cell?.index ?? null;
}

/** Whether a document can be changed here: not what git or another reader shows of a file as it was. */
export function isOwn(document: vscode.TextDocument): boolean {
  const { scheme } = fileOf(document);
  const schemes = vscode.workspace.workspaceFolders?.map(({ uri }) => uri.scheme) ?? [];
  return ['file', 'untitled', ...schemes].includes(scheme);
}

function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  if (document.uri.scheme !== 'vscode-notebook-cell') return undefined;
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some((cell) => cell.document === document),
  );
}

/**
 * What the editor shows of a file, else its saved bytes; undefined when it is too large to read. Rejects with a
 * `FileSystemError` when it cannot be read.
 */
export async function contentOf(uri: vscode.Uri): Promise<string | Uint8Array | undefined> {
  const key = uri.toString();
  const notebook = vscode.workspace.notebookDocuments.find((it) => it.uri.toString() === key);
  if (notebook) return notebookText(notebook);
  const document = vscode.workspace.textDocuments.find((it) => it.uri.toString() === key);
  if (document) return document.getText();
  if ((await vscode.workspace.fs.stat(uri)).size > largestSource) return undefined;
  return await vscode.workspace.fs.readFile(uri);
}

/** An open notebook in the form of its file, less outputs, so that unsaved cells are scanned as they are. */
function notebookText(notebook: vscode.NotebookDocument): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: notebook.metadata.metadata ?? {},
    cells: notebook.getCells().map((cell) => ({
      cell_type: cell.kind === vscode.NotebookCellKind.Code ? 'code' : 'markdown',
      source: cell.document.getText(),
    })),
  });
}
