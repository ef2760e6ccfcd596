// The command that chooses the projects in play: those of any entity, beside or instead of what code names.

import * as vscode from 'vscode';
import { type Account, listProjects, readAccount } from '../backends/wandbServer/account.ts';
import { type Client, createClient } from '../backends/wandbServer/client.ts';
import type { Connection, Server } from './connection.ts';
import { sentenceOf } from './convert.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';
import { pickServer } from './pickServer.ts';
import type { ProjectChoices } from './projectChoice.ts';

interface EntityItem extends vscode.QuickPickItem {
  readonly entity?: string;
  readonly act?: 'default' | 'other';
}

const never = new AbortController().signal;

export function registerProjectCommands(
  connection: Connection,
  choices: ProjectChoices,
  history: History,
  log: Log,
): vscode.Disposable {
  return vscode.commands.registerCommand('artifactLineage.switchProject', async () => {
    try {
      const servers = await connection.servers();
      const server = await pickServer(servers, vscode.l10n.t('Switch Entity or Project'));
      if (servers.length === 0) await vscode.commands.executeCommand('artifactLineage.connect');
      else if (server) {
        await history.ready(never).catch(() => undefined);
        const client = createClient(server);
        const account = await busy(readAccount(client, never));
        await chooseEntity(server, client, account, choices, history);
      }
    } catch (error) {
      void vscode.window.showErrorMessage(sentenceOf(error, log));
    }
  });
}

async function chooseEntity(
  server: Server,
  client: Client,
  account: Account,
  choices: ProjectChoices,
  history: History,
): Promise<void> {
  const current = choices.at(server.url);
  const inPlay = history.server.projectsInPlay(server, account.entity);
  const known = [...new Set([account.entity, ...account.teams, ...inPlay.map(({ entity }) => entity)])];
  const counted = (entity: string) => {
    const count = inPlay.filter((it) => it.entity === entity).length;
    return count === 0 ? '' : count === 1 ? vscode.l10n.t('1 in play') : vscode.l10n.t('{0} in play', count);
  };
  const items: readonly EntityItem[] = [
    { label: vscode.l10n.t('Projects of'), kind: vscode.QuickPickItemKind.Separator },
    ...known.map((entity) => ({
      label: `$(${entity === account.username ? 'account' : 'organization'}) ${entity}`,
      description: counted(entity),
      entity,
    })),
    { label: vscode.l10n.t('$(edit) Another entity…'), act: 'other' },
    { label: vscode.l10n.t('Code that names no entity'), kind: vscode.QuickPickItemKind.Separator },
    {
      label: vscode.l10n.t('$(arrow-swap) Switch Entity…'),
      description: vscode.l10n.t('now {0}', history.server.defaultEntity(server, account.entity)),
      act: 'default',
    },
  ];
  const title = vscode.l10n.t('Switch Entity or Project');
  const choice = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  if (!choice) return;
  if (choice.act === 'default') {
    const entity = await pickEntity(known, history.server.defaultEntity(server, account.entity));
    if (entity) await choices.set(server.url, { ...current, entity });
    return;
  }
  const entity = choice.entity ?? (await typeEntity());
  if (entity) await chooseProjects(server, client, account, entity, choices, history);
}

async function pickEntity(known: readonly string[], now: string): Promise<string | undefined> {
  const other = vscode.l10n.t('Another entity…');
  const items = [
    ...known.map((label) => ({ label, description: label === now ? vscode.l10n.t('current') : '' })),
    { label: other, description: '' },
  ];
  const title = vscode.l10n.t('The entity of code that names none');
  const choice = await vscode.window.showQuickPick(items, { title });
  return choice?.label === other ? typeEntity() : choice?.label;
}

async function typeEntity(): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Switch Entity or Project'),
    prompt: vscode.l10n.t('Name of the user or team'),
    validateInput: (it) =>
      it.includes('/') ? vscode.l10n.t('A name without a slash, as in the address of its pages.') : undefined,
  });
  return text?.trim() || undefined;
}

/** Those ticked are in play from now on, those not ticked are not, whatever code names. */
async function chooseProjects(
  server: Server,
  client: Client,
  account: Account,
  entity: string,
  choices: ProjectChoices,
  history: History,
): Promise<void> {
  const current = choices.at(server.url);
  const byCode = history.server.projectsNamed(server, account.entity).filter((it) => it.entity === entity);
  const inPlay = history.server.projectsInPlay(server, account.entity).filter((it) => it.entity === entity);
  const listed = await busy(listProjects(client, entity, never));
  const named = new Set(byCode.map(({ project }) => project));
  const ticked = new Set(inPlay.map(({ project }) => project));
  const all = [...new Set([...ticked, ...named, ...listed])];
  if (all.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} has no project that your account may see.', entity),
    );
    return;
  }
  const picked = await vscode.window.showQuickPick(
    all.map((label) => ({
      label,
      picked: ticked.has(label),
      description: named.has(label) ? vscode.l10n.t('named in the code') : '',
    })),
    { title: vscode.l10n.t('Projects of {0} to read', entity), canPickMany: true },
  );
  if (!picked) return;
  const wanted = new Set(picked.map(({ label }) => label));
  const others = (list: readonly string[]) => list.filter((it) => !it.startsWith(`${entity}/`));
  const path = (project: string) => `${entity}/${project}`;
  await choices.set(server.url, {
    ...current,
    added: [...others(current.added), ...[...wanted].filter((it) => !named.has(it)).map(path)],
    hidden: [...others(current.hidden), ...[...named].filter((it) => !wanted.has(it)).map(path)],
  });
}

/** Shows in the Runs view that a server is being asked. */
function busy<T>(work: Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId: 'artifactLineage.runs' } }, () => work);
}
