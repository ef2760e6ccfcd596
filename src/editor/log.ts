// The one log: unexpected failures go here, without keys, headers or contents of artifacts.

import * as vscode from 'vscode';

export type Log = vscode.LogOutputChannel;

export function createLog(): Log {
  return vscode.window.createOutputChannel('Artifact Lineage', { log: true });
}
