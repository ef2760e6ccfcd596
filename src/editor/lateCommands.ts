// The commands that stand on their own: their code is loaded when one of them is first called.

import type * as vscode from 'vscode';
import type { Store } from '../join/store.ts';
import type { Code } from './code.ts';
import type { Connection } from './connection.ts';
import type { History } from './history.ts';
import { late } from './late.ts';
import type { Log } from './log.ts';
import type { Maps } from './maps.ts';
import type { ProjectChoices } from './projectChoice.ts';

export interface Needs {
  readonly store: Store;
  readonly code: Code;
  readonly history: History;
  readonly connection: Connection;
  readonly choices: ProjectChoices;
  readonly maps: Maps;
  readonly log: Log;
}

const names = [
  'applyFix',
  'compareFiles',
  'compareLineage',
  'compareRunScript',
  'compareVersions',
  'connect',
  'connectInMenu',
  'connectToNamed',
  'copyMapAsMarkdown',
  'copyMapAsMermaid',
  'copyName',
  'exportMap',
  'openCode',
  'openFile',
  'openLineagePage',
  'openPage',
  'openPageInMenu',
  'openPlace',
  'openRunScript',
  'openTable',
  'showImpact',
  'showInNewMap',
  'showLineage',
  'signOut',
  'signOutInMenu',
  'switchProject',
];

export function registerLateCommands(needs: Needs): vscode.Disposable {
  return late(names, async () => {
    const { registerCommands } = await import('./commands.ts');
    return () => registerCommands(needs);
  });
}
