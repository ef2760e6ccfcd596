// The rows of the sidebar's views, made once one of them is looked at.

import type * as vscode from 'vscode';
import type { Store } from '../join/store.ts';
import { artifactsView } from './artifactsView.ts';
import type { Code } from './code.ts';
import { codeView } from './codeView.ts';
import type { Connection } from './connection.ts';
import type { History } from './history.ts';
import type { Pages } from './pages.ts';
import { runsView } from './runsView.ts';
import type { Selection } from './selection.ts';
import { selectionView } from './selectionView.ts';

export function viewRows(
  memory: vscode.Memento,
  store: Store,
  code: Code,
  history: History,
  connection: Connection,
  pages: Pages,
  selection: Selection,
  refreshRuns: () => void,
) {
  const runs = runsView(memory, store, history, connection, pages, refreshRuns);
  return {
    children: {
      runs: runs.children,
      artifacts: artifactsView(store, history, pages),
      code: codeView(store, code, history),
      selection: selectionView(selection, store, history),
    },
    dispose: () => runs.dispose(),
  };
}
