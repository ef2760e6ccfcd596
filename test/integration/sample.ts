// The sample that is open in the integration tests, and places in it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type HistoryKind, historyVariable } from '../support/suite/history.ts';

/** Where the history of this run of the suite comes from. */
export const history = (process.env[historyVariable] ?? 'sample') as HistoryKind;

/** A file of the workspace. */
export function sampleFile(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Where `word` stands inside the first `text` of a document. */
export function positionOf(document: vscode.TextDocument, text: string, word: string): vscode.Position {
  const start = document.getText().indexOf(text);
  assert.ok(start >= 0, `${document.uri} has no ${text}`);
  return document.positionAt(start + text.lastIndexOf(word));
}

/** Waits for the extension, whose providers VS Code asks only once it is up. */
export async function activated(): Promise<void> {
  await vscode.extensions.getExtension('artifact-lineage.artifact-lineage')?.activate();
}

/** The edit of a quick fix for a problem, by its title. */
export async function fixOf(
  { uri }: vscode.TextDocument,
  { range }: vscode.Diagnostic,
  title: string,
): Promise<vscode.WorkspaceEdit> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
  );
  const edit = actions.find((it) => it.title === title)?.edit;
  assert.ok(edit, actions.map((it) => it.title).join(', '));
  return edit;
}

/** What all hovers at a position say, as Markdown without its escapes. */
export async function hoverText(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n')
    .replaceAll('\\', '')
    .replaceAll('&nbsp;', ' ');
}
