// The fuse box: builds the store, chooses where history comes from, registers features; no I/O, awaits nothing.

import type * as vscode from 'vscode';
import { registerAgentTools } from './editor/agentTools.ts';
import { editorCache, globalCache } from './editor/cache.ts';
import { Code } from './editor/code.ts';
import { Connection } from './editor/connection.ts';
import { registerFirstSteps } from './editor/firstSteps.ts';
import { History } from './editor/history.ts';
import { registerLanguageFeatures } from './editor/languageFeatures.ts';
import { registerLateCommands } from './editor/lateCommands.ts';
import { registerLineageEditor } from './editor/lineageEditor.ts';
import { createLog } from './editor/log.ts';
import { registerMapFollow } from './editor/mapFollow.ts';
import { Maps } from './editor/maps.ts';
import { pastOf } from './editor/past.ts';
import { Problems } from './editor/problems.ts';
import { ProjectChoices } from './editor/projectChoice.ts';
import { registerReadOnlyFiles } from './editor/readOnlyFiles.ts';
import { registerSample } from './editor/sample.ts';
import { ServerStatus } from './editor/serverStatus.ts';
import { registerViews } from './editor/views.ts';
import { Store } from './join/store.ts';

export function activate(context: vscode.ExtensionContext): void {
  const log = createLog();
  const store = new Store();
  const cache = editorCache(context);
  const connection = new Connection(context);
  const code = new Code(context, store, connection, cache, log);
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
    connection.onDidSignOut(() => maps.forget()),
    registerViews(context, store, code, history, connection, status, log),
    registerLanguageFeatures({ store, code, history, log }),
    new Problems(context, store, code, history, log),
    registerMapFollow(maps, store, code, log),
    registerLineageEditor(maps),
    registerReadOnlyFiles(store),
    registerSample(context, log),
    registerFirstSteps(store, connection),
    registerAgentTools(context, store, code, history, log),
    registerLateCommands({ store, code, history, connection, choices, maps, log }),
  );
}
