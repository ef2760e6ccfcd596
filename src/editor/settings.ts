// The settings, read in one place into one typed object; defaults live in package.json.

import * as vscode from 'vscode';

export interface Settings {
  /** The W&B server's address; empty: as the SDK finds it. */
  readonly baseUrl: string;
  readonly entity: string;
  readonly project: string;
  readonly codeLens: boolean;
  /** Whether files that `.gitignore` hides are scanned too. */
  readonly scanIgnored: boolean;
  /** Folders outside the workspace that hold `wandb/` run folders. */
  readonly runFolders: readonly string[];
}

const section = 'artifactLineage';

export function readSettings(): Settings {
  const settings = vscode.workspace.getConfiguration(section);
  return {
    baseUrl: settings.get('wandb.baseUrl', ''),
    entity: settings.get('wandb.entity', ''),
    project: settings.get('wandb.project', ''),
    codeLens: settings.get('codeLens.enabled', true),
    scanIgnored: settings.get('scan.ignoredFiles', false),
    runFolders: settings.get<readonly string[]>('runFolders', []),
  };
}

export function onDidChangeSettings(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(section)) listener();
  });
}
