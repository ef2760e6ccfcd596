// The commands that stand on their own, registered together once one of them is called.

import * as vscode from 'vscode';
import { registerCompareVersions } from './compareVersions.ts';
import { registerConnectCommands } from './connectCommands.ts';
import { registerCopyName } from './copyName.ts';
import { registerFiles } from './files.ts';
import { registerFixes } from './fixes.ts';
import type { Needs } from './lateCommands.ts';
import { registerMapCompare } from './mapCompare.ts';
import { registerMapExport } from './mapExport.ts';
import { registerMenuTwins } from './menuTwins.ts';
import { registerOpenCommands } from './open.ts';
import { registerPastScripts } from './pastScripts.ts';
import { registerProjectCommands } from './projectCommands.ts';
import { registerShowLineage } from './showLineage.ts';

export function registerCommands(needs: Needs): vscode.Disposable {
  const { store, code, history, connection, choices, maps, log } = needs;
  return vscode.Disposable.from(
    registerFixes(code),
    registerShowLineage(store, code, history, maps, log),
    registerMapCompare(maps, store, code, history, log),
    registerMapExport(maps, log),
    registerOpenCommands(store, code, history, log),
    registerMenuTwins(),
    registerCopyName(store, code, history, log),
    registerFiles(store, log),
    registerCompareVersions(store, code, history, log),
    registerPastScripts(store, code, history, log),
    registerConnectCommands(connection, choices, history, log),
    registerProjectCommands(connection, choices, history, log),
  );
}
