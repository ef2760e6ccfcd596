// The server that a folder names, by its settings or its files: not the user's word.

import type * as vscode from 'vscode';
import { folderServer, type NamedServer } from '../backends/wandb/folderServer.ts';
import { isAddress, serverAddress } from '../backends/wandbServer/address.ts';
import { hostFor, hostPath } from './host.ts';
import { addressSettings } from './settings.ts';

export async function namedBy({ uri }: vscode.WorkspaceFolder): Promise<NamedServer | undefined> {
  const { ofWorkspace } = addressSettings(uri);
  if (isAddress(ofWorkspace)) return { url: serverAddress(ofWorkspace), file: '.vscode/settings.json' };
  return folderServer(hostFor(uri), hostPath(uri), new AbortController().signal);
}
