// The sample project, opened with one click: a copy that may be changed at will, with its history, and no account.

import * as vscode from 'vscode';
import { sentenceOf } from './convert.ts';
import type { Log } from './log.ts';

/** Copies are thrown away when a new one is made and they are older; milliseconds. */
const kept = 7 * 24 * 3600 * 1000;
/** What the copy's folder, and with it the window, is called. */
const folderName = 'mnist-lineage';

/** Global state: the copy that was just made, for the window that opens it. */
const freshKey = 'sample.fresh';

export function registerSample(context: vscode.ExtensionContext, log: Log): vscode.Disposable {
  void welcome(context);
  return vscode.commands.registerCommand('artifactLineage.openSample', async () => {
    try {
      const copy = await copySample(context);
      await context.globalState.update(freshKey, copy.toString());
      const isOpen = (vscode.workspace.workspaceFolders ?? []).length > 0;
      await vscode.commands.executeCommand('vscode.openFolder', copy, { forceNewWindow: isOpen });
    } catch (error) {
      void vscode.window.showErrorMessage(sentenceOf(error, log));
    }
  });
}

/** In the window of a copy that was just made: its training script, and beside it the sidebar. */
async function welcome(context: vscode.ExtensionContext): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder || context.globalState.get(freshKey) !== folder.uri.toString()) return;
  await context.globalState.update(freshKey, undefined);
  await vscode.commands.executeCommand('artifactLineage.runs.focus');
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, 'train.py'));
}

async function copySample(context: vscode.ExtensionContext): Promise<vscode.Uri> {
  const { fs } = vscode.workspace;
  const copies = vscode.Uri.joinPath(context.globalStorageUri, 'samples');
  await fs.createDirectory(copies);
  for (const [name] of await fs.readDirectory(copies))
    if (Number(name) < Date.now() - kept)
      await fs.delete(vscode.Uri.joinPath(copies, name), { recursive: true });
  const copy = vscode.Uri.joinPath(copies, String(Date.now()), folderName);
  await fs.copy(vscode.Uri.joinPath(context.extensionUri, 'media', 'sample'), copy);
  return copy;
}
