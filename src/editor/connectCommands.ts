// The commands that connect to a W&B server and sign out of it.

import * as vscode from 'vscode';
import { BackendError } from '../backends/backend.ts';
import type { NamedServer } from '../backends/wandb/folderServer.ts';
import { readAccount } from '../backends/wandbServer/account.ts';
import { cloud, machineOf, serverAddress } from '../backends/wandbServer/address.ts';
import { createClient } from '../backends/wandbServer/client.ts';
import { checkKeyFormat } from '../backends/wandbServer/credentials.ts';
import type { Key } from '../backends/wandbServer/sign.ts';
import { told } from '../join/say.ts';
import type { Connection } from './connection.ts';
import { sentenceOf, toSignal } from './convert.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';
import { pickServer } from './pickServer.ts';
import type { ProjectChoices } from './projectChoice.ts';

export function registerConnectCommands(
  connection: Connection,
  choices: ProjectChoices,
  history: History,
  log: Log,
): vscode.Disposable {
  const guarded = (id: string, work: (target: unknown) => Promise<void>) =>
    vscode.commands.registerCommand(id, async (target: unknown) => {
      if (!vscode.workspace.isTrusted) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('Trust this folder first: from an untrusted folder no server is contacted.'),
        );
        return;
      }
      try {
        await work(target);
      } catch (error) {
        void vscode.window.showErrorMessage(sentenceOf(error, log));
      }
    });
  return vscode.Disposable.from(
    guarded('artifactLineage.connect', () => connect(connection, history)),
    guarded('artifactLineage.connectToNamed', async (url) => {
      const named = await connection.named();
      const one = named.find((it) => it.url === url) ?? named[0];
      if (one) await connectToNamed(connection, history, one);
    }),
    guarded('artifactLineage.signOut', async () => {
      const servers = await connection.servers();
      const server = await pickServer(servers, vscode.l10n.t('Sign Out of W&B'));
      if (servers.length > 0 && !server) return;
      const url = server?.url ?? (await connection.url());
      await connection.signOut(url);
      await choices.set(url, undefined);
      await history.server.forget();
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Signed out of W&B. The stored key and all that the server said are deleted.'),
      );
    }),
  );
}

async function connect(connection: Connection, history: History): Promise<void> {
  const url = await askAddress(connection);
  const key = url && (await askKey(connection, url));
  if (url && key) await check(connection, history, url, key, () => connection.connect(url, key));
}

/** A server that a file of the folder names: only after the user's word, and with no key but one typed for it. */
async function connectToNamed(
  connection: Connection,
  history: History,
  { url, file }: NamedServer,
): Promise<void> {
  const go = vscode.l10n.t('Connect…');
  const ignore = vscode.l10n.t('Ignore This Server');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('Connect to {0}?', url),
    {
      modal: true,
      detail: vscode.l10n.t(
        '{0} names this server; nothing has been sent to it. Connect only if you know it. No key that you have for another server goes there: you are asked for one.',
        file,
      ),
    },
    go,
    ignore,
  );
  if (choice === ignore) await connection.ignore(url);
  if (choice !== go) return;
  const key = await typeKey(url);
  if (key) await check(connection, history, url, key, () => connection.confirm(url, key));
}

/** Keeps a key only once its server has said whose it is. */
async function check(
  connection: Connection,
  history: History,
  url: string,
  key: Key,
  keep: () => Promise<void>,
): Promise<void> {
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Connecting to {0}…', machineOf(url)),
    cancellable: true,
  };
  const username = await vscode.window.withProgress(progress, async (_, token) => {
    const signal = toSignal(token);
    try {
      const account = await readAccount(createClient({ host: connection.host, url, key }), signal);
      signal.throwIfAborted();
      await keep();
      await history.ready(signal);
      return account.username;
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  });
  if (username !== undefined)
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Connected to {0} as {1}.', machineOf(url), username),
    );
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
    if (error instanceof BackendError) return told(error.sentence, vscode.l10n.t);
    throw error;
  }
}

/** The key or identity token that the environment or netrc has for this server, if the user agrees, else one typed in. */
async function askKey(connection: Connection, url: string): Promise<Key | undefined> {
  const offered = await connection.offered(url);
  if (offered) {
    const use = {
      environment: () => vscode.l10n.t('Use WANDB_API_KEY'),
      identity: () => vscode.l10n.t('Use the identity token in WANDB_IDENTITY_TOKEN_FILE'),
      netrc: () => vscode.l10n.t('Use the key in netrc'),
    }[offered.from]();
    const other = vscode.l10n.t('Enter another key');
    const choice = await vscode.window.showQuickPick([use, other], {
      title: vscode.l10n.t('A key for {0} was found', url),
      ignoreFocusOut: true,
    });
    if (choice === undefined) return undefined;
    if (choice === use) return offered.key;
  }
  return typeKey(url);
}

async function typeKey(url: string): Promise<string | undefined> {
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('API key for {0}', url),
    prompt: vscode.l10n.t('It is kept in the secret storage of VS Code and sent only to this server.'),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const wrong = checkKeyFormat(text.trim());
      return wrong && told(wrong, vscode.l10n.t);
    },
  });
  return key?.trim();
}
