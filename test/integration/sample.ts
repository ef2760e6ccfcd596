// The sample that is open in the integration tests, and places in it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

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
