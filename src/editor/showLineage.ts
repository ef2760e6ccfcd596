// The commands that show a lineage: of what the caret, a row, a hover or a lens names, else of what the user picks.

import * as vscode from 'vscode';
import type { Store } from '../join/store.ts';
import type { NodeId } from '../lineage/model.ts';
import type { Code } from './code.ts';
import { sentenceOf } from './convert.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';
import type { Maps } from './maps.ts';
import { findTarget, type Target } from './target.ts';

export function registerShowLineage(
  store: Store,
  code: Code,
  history: History,
  maps: Maps,
  log: Log,
): vscode.Disposable {
  const register = (name: string, show: (id: NodeId) => Promise<unknown>) =>
    vscode.commands.registerCommand(`artifactLineage.${name}`, async (target: Target) => {
      try {
        const id = await findTarget(target, store, code, history, vscode.l10n.t('Show Lineage'));
        if (id) await show(id);
      } catch (error) {
        void vscode.window.showErrorMessage(sentenceOf(error, log));
      }
    });
  return vscode.Disposable.from(
    register('showLineage', (id) => maps.show(id)),
    register('showInNewMap', (id) => maps.showInNew(id)),
  );
}
