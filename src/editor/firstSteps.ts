// Tells the walkthrough how far one has come: whether the workspace has anything to show, and whether a server is read.

import * as vscode from 'vscode';
import type { Store } from '../join/store.ts';
import type { Connection } from './connection.ts';

const codeKey = 'artifactLineage.hasCode';
const serverKey = 'artifactLineage.hasServer';

export function registerFirstSteps(store: Store, connection: Connection): vscode.Disposable {
  let found = false;
  const look = async () => {
    if (!mayWelcome()) return;
    if (found) await tick(codeKey);
    const servers = await connection.servers().catch(() => []);
    if (servers.length > 0) await tick(serverKey);
  };
  const findCode = () => {
    if (found || !store.files.some(({ references }) => references.length > 0)) return;
    found = true;
    void look();
  };
  return vscode.Disposable.from(
    { dispose: store.onDidChange(findCode) },
    connection.onDidChange(() => void look()),
    vscode.window.tabGroups.onDidChangeTabs(() => void look()),
  );
}

/**
 * VS Code ticks a step when its context becomes true, and never one whose context was true before it has read the
 * walkthrough, for a page of welcome. So it is true for a moment only, whenever there may be such a page.
 */
async function tick(key: string): Promise<void> {
  for (const value of [true, false]) await vscode.commands.executeCommand('setContext', key, value);
}

/** A page of welcome is a tab of a kind that extensions are told nothing of. */
function mayWelcome(): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ input }) => input === undefined));
}
