// The commands that connect to a W&B server and sign out of it.

import * as vscode from 'vscode';
import { BackendError } from '../backends/backend.ts';
import { cloud, serverAddress } from '../backends/wandbServer/address.ts';
import { checkKeyFormat } from '../backends/wandbServer/credentials.ts';
import type { Connection } from './connection.ts';
import { sentenceOf } from './convert.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';

export function registerConnectCommands(
  connection: Connection,
  history: History,
  log: Log,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('artifactLineage.connect', () => connect(connection, history, log)),
    vscode.commands.registerCommand('artifactLineage.signOut', async () => {
      await connection.signOut();
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Signed out of W&B. The stored key is deleted.'),
      );
    }),
  );
}

async function connect(connection: Connection, history: History, log: Log): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Trust this folder first: from an untrusted folder no server is contacted.'),
    );
    return;
  }
  try {
    const url = await askAddress(connection);
    const key = url && (await askKey(connection, url));
    if (!url || !key) return;
    const wrong = await connection.connect(url, key);
    if (wrong) throw new BackendError('refused', wrong);
    const progress = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Connecting to W&B…'),
    };
    await vscode.window.withProgress(progress, () => history.ready(new AbortController().signal));
    void vscode.window.showInformationMessage(vscode.l10n.t('Connected to {0}.', url));
  } catch (error) {
    void vscode.window.showErrorMessage(sentenceOf(error, log));
  }
}

async function askAddress(connection: Connection): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Connect to W&B'),
    prompt: vscode.l10n.t('Address of the W&B server'),
    value: await connection.url().catch(() => cloud),
    ignoreFocusOut: true,
    validateInput: (address) => problemWith(address),
  });
  return text === undefined ? undefined : serverAddress(text);
}

function problemWith(address: string): string | undefined {
  try {
    serverAddress(address);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The key that the environment or netrc has for this server, if the user agrees, else one typed in. */
async function askKey(connection: Connection, url: string): Promise<string | undefined> {
  const offered = await connection.offered(url);
  if (offered) {
    const use =
      offered.from === 'netrc' ? vscode.l10n.t('Use the key in netrc') : vscode.l10n.t('Use WANDB_API_KEY');
    const other = vscode.l10n.t('Enter another key');
    const choice = await vscode.window.showQuickPick([use, other], {
      title: vscode.l10n.t('A key for {0} was found', url),
      ignoreFocusOut: true,
    });
    if (choice === undefined) return undefined;
    if (choice === use) return offered.key;
  }
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('API key for {0}', url),
    prompt: vscode.l10n.t('It is kept in the secret storage of VS Code and sent only to this server.'),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => checkKeyFormat(text.trim()),
  });
  return key?.trim();
}
