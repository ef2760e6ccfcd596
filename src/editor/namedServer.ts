// The server that a folder names, by its settings or its files: not the user's word.

import * as vscode from 'vscode';
import { folderServer, type NamedServer } from '../backends/wandb/folderServer.ts';
import { hostFor, hostPath } from './host.ts';
import { namedInSettings } from './namingFile.ts';
import { addressSettings } from './settings.ts';

/** With the file that names it as the editor tells paths: of several folders with the folder's name. */
export async function namedBy({ uri }: vscode.WorkspaceFolder): Promise<NamedServer | undefined> {
  const told = (file: string) => vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, file));
  const named = namedInSettings(addressSettings(uri), vscode.workspace.workspaceFile?.path, told);
  if (named) return named;
  const inFiles = await folderServer(hostFor(uri), hostPath(uri), new AbortController().signal);
  return inFiles && { ...inFiles, file: told(inFiles.file) };
}
