// The settings, read in one place into one typed object; defaults live in package.json.

import * as vscode from 'vscode';
import { type Code, isCode, type Severity, severities } from '../join/problems/finding.ts';
import type { NamingSettings } from './namingFile.ts';

export interface Settings {
  readonly entity: string;
  readonly project: string;
  /** Whether artifacts that W&B makes by itself are read from a server too. */
  readonly generated: boolean;
  /** Above which calls a lens stands: those whose artifact history knows, all, or none. */
  readonly codeLens: 'recorded' | 'all' | 'off';
  readonly inlayHints: boolean;
  /** Whether files that `.gitignore` hides are scanned too. */
  readonly scanIgnored: boolean;
  /** Folders outside the workspace that hold `wandb/` run folders. */
  readonly runFolders: readonly string[];
  /** How bad problems are where the user says otherwise than we. */
  readonly severityOf: Readonly<Partial<Record<Code, Severity | 'off'>>>;
}

const section = 'artifactLineage';

/** As they are for a file or folder; without one, as they are for the whole window. */
export function readSettings(of?: vscode.Uri): Settings {
  const settings = vscode.workspace.getConfiguration(section, of ?? null);
  const ofWindow = vscode.workspace.getConfiguration(section);
  return {
    entity: settings.get('wandb.entity', ''),
    project: settings.get('wandb.project', ''),
    generated: ofWindow.get('wandb.generatedArtifacts', false),
    codeLens: settings.get<Settings['codeLens']>('codeLens.show', 'recorded'),
    inlayHints: settings.get('inlayHints.enabled', false),
    scanIgnored: ofWindow.get('scan.ignoredFiles', false),
    runFolders: settings.get<readonly string[]>('runFolders', []),
    severityOf: severitiesIn(settings.get<Readonly<Record<string, unknown>>>('problems.severity', {})),
  };
}

/**
 * The server's address: the user's own word, and that of a workspace's or folder's settings, which anybody may have
 * written. Empty where they say nothing.
 */
export function addressSettings(of?: vscode.Uri): NamingSettings & { readonly own: string } {
  const found = vscode.workspace.getConfiguration(section, of ?? null).inspect<unknown>('wandb.baseUrl');
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    own: text(found?.globalValue),
    ofFolder: text(found?.workspaceFolderValue),
    ofWorkspace: text(found?.workspaceValue),
  };
}

function severitiesIn(given: Readonly<Record<string, unknown>>): Settings['severityOf'] {
  return Object.fromEntries(
    Object.entries(given).filter(
      ([code, severity]) => isCode(code) && [...severities, 'off'].some((it) => it === severity),
    ),
  );
}

export function onDidChangeSettings(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(section)) listener();
  });
}
