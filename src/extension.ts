// The fuse box: builds the store, chooses where history comes from, registers features; no I/O, awaits nothing.

import type * as vscode from 'vscode';
import { registerAgentTools } from './editor/agentTools.ts';
import { editorCache, globalCache } from './editor/cache.ts';
import { Code } from './editor/code.ts';
import { registerCompareVersions } from './editor/compareVersions.ts';
import { registerCompletion } from './editor/completion.ts';
import { registerConnectCommands } from './editor/connectCommands.ts';
import { Connection } from './editor/connection.ts';
import { registerCopyName } from './editor/copyName.ts';
import { registerFiles } from './editor/files.ts';
import { registerFirstSteps } from './editor/firstSteps.ts';
import { registerFixes } from './editor/fixes.ts';
import { History } from './editor/history.ts';
import { registerHover } from './editor/hover.ts';
import { registerInlayHints } from './editor/inlay.ts';
import { registerLens } from './editor/lens.ts';
import { registerLineageEditor } from './editor/lineageEditor.ts';
import { createLog } from './editor/log.ts';
import { registerMapCompare } from './editor/mapCompare.ts';
import { registerMapExport } from './editor/mapExport.ts';
import { registerMapFollow } from './editor/mapFollow.ts';
import { Maps } from './editor/maps.ts';
import { registerNavigation } from './editor/navigation.ts';
import { registerOpenCommands } from './editor/open.ts';
import { pastOf } from './editor/past.ts';
import { registerPastScripts } from './editor/pastScripts.ts';
import { Problems } from './editor/problems.ts';
import { ProjectChoices } from './editor/projectChoice.ts';
import { registerProjectCommands } from './editor/projectCommands.ts';
import { registerReadOnlyFiles } from './editor/readOnlyFiles.ts';
import { registerRename } from './editor/rename.ts';
import { registerSample } from './editor/sample.ts';
import { ServerStatus } from './editor/serverStatus.ts';
import { registerShowLineage } from './editor/showLineage.ts';
import { registerSymbols } from './editor/symbols.ts';
import { registerViews } from './editor/views.ts';
import { Store } from './join/store.ts';

export function activate(context: vscode.ExtensionContext): void {
  const log = createLog();
  const store = new Store();
  const cache = editorCache(context);
  const code = new Code(context, store, cache, log);
  const connection = new Connection(context);
  store.remember(pastOf(code));
  const choices = new ProjectChoices(context.workspaceState);
  const status = new ServerStatus();
  const history = new History(store, code, connection, choices, status, cache, globalCache(context));
  const maps = new Maps(context, store, code, history, log);
  context.subscriptions.push(
    log,
    code,
    connection,
    choices,
    status,
    history,
    maps,
    registerViews(context, store, code, history, connection, status, log),
    registerHover(store, code, history, log),
    registerLens(store, code, history, log),
    new Problems(context, store, code, history, log),
    registerFixes(code),
    registerInlayHints(store, code, history, log),
    registerCompletion(store, code, history, log),
    registerNavigation(store, code, history, log),
    registerSymbols(store, code, log),
    registerRename(store, code),
    registerShowLineage(store, code, history, maps, log),
    registerMapFollow(maps, store, code, log),
    registerMapCompare(maps, store, code, history, log),
    registerMapExport(maps, log),
    registerLineageEditor(maps),
    registerOpenCommands(store, code, history, log),
    registerCopyName(store, code, history, log),
    registerReadOnlyFiles(store),
    registerFiles(store, log),
    registerCompareVersions(store, code, history, log),
    registerPastScripts(store, code, history, log),
    registerSample(context, log),
    registerFirstSteps(store),
    registerAgentTools(store, code, history, log),
    registerConnectCommands(connection, choices, history, log),
    registerProjectCommands(connection, choices, history, log),
  );
}
