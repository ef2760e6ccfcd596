// The sidebar: Runs, Artifacts, Code, and the lineage of what is selected in them.

import * as vscode from 'vscode';
import type { Row } from '../join/outline.ts';
import type { Store } from '../join/store.ts';
import type { LineageNode } from '../lineage/model.ts';
import { followCaret } from './caretSelection.ts';
import type { Code } from './code.ts';
import type { Connection } from './connection.ts';
import { attempt } from './convert.ts';
import { dragController, registerNameDrop } from './dragNames.ts';
import { Expansion } from './expansion.ts';
import { followSelection } from './followSelection.ts';
import type { History } from './history.ts';
import { late } from './late.ts';
import type { Log } from './log.ts';
import { Pages } from './pages.ts';
import { Selection } from './selection.ts';
import type { ServerStatus } from './serverStatus.ts';
import { RowTree } from './tree.ts';
import { WaitMessage } from './waitMessage.ts';

/** Those of the Runs view. */
const runCommands = ['filterRuns', 'groupRuns', 'sortRuns', 'removeRow', 'clearRunFilter'];

export function registerViews(
  context: vscode.ExtensionContext,
  store: Store,
  code: Code,
  history: History,
  connection: Connection,
  status: ServerStatus,
  log: Log,
): vscode.Disposable {
  const memory = context.workspaceState;
  const pages = new Pages();
  const expansion = new Expansion(memory);
  const selection = new Selection(memory, store, () => {
    trees.selection.refresh();
    views.selection.description = selection.title ?? '';
  });
  const rows = late(runCommands, async () => {
    const { viewRows } = await import('./viewRows.ts');
    return () =>
      viewRows(memory, store, code, history, connection, pages, selection, () => trees.runs.refresh());
  });
  const tree = (id: 'runs' | 'artifacts' | 'code' | 'selection') =>
    new RowTree(id, async (...given) => (await rows.get()).children[id](...given), expansion, log);
  const trees = {
    runs: tree('runs'),
    artifacts: tree('artifacts'),
    code: tree('code'),
    selection: tree('selection'),
  };
  const drag = dragController(store);
  const view = (id: keyof typeof trees) =>
    vscode.window.createTreeView<Row>(`artifactLineage.${id}`, {
      treeDataProvider: trees[id],
      dragAndDropController: drag,
      canSelectMany: true,
      showCollapseAll: true,
    });
  const views = {
    runs: view('runs'),
    artifacts: view('artifacts'),
    code: view('code'),
    selection: view('selection'),
  };
  const wait = new WaitMessage(views.runs);
  const showStatus = () => {
    views.runs.description = status.text;
  };
  const gone = new AbortController();
  const refresh = () => {
    for (const it of Object.values(trees)) it.refresh();
    void attempt(log, gone.signal, async () => {
      const { nodes } = await store.join(gone.signal);
      views.selection.description = selection.title ?? '';
      views.runs.badge = badgeOf(nodes.values());
    });
  };
  const selecting = (['runs', 'artifacts', 'code'] as const).flatMap((id) =>
    followSelection(views[id], trees[id].onDidRead, (row) => {
      if (row.node) selection.select(row.node);
    }),
  );
  return vscode.Disposable.from(
    { dispose: () => gone.abort() },
    { dispose: store.onDidChange(later(refresh)) },
    rows,
    wait,
    history.server.onDidWait((until) => wait.show(until)),
    status.onDidChange(showStatus),
    connection.onDidChange(later(refresh)),
    connection.onDidSignOut(() => {
      selection.forget();
      expansion.forget();
    }),
    ...Object.entries(views).map(([id, it]) =>
      it.onDidChangeVisibility(({ visible }) => history.server.watch.see(id, visible)),
    ),
    registerNameDrop(),
    followCaret(
      store,
      code,
      log,
      () => views.selection.visible,
      (id) => selection.select(id),
    ),
    ...selecting,
    ...Object.values(trees),
    ...Object.values(views),
    ...Object.entries(views).map(([id, it]) => expansion.follow(id, it)),
    vscode.commands.registerCommand('artifactLineage.refresh', () => {
      pages.reset();
      history.refresh();
      refresh();
    }),
    vscode.commands.registerCommand('artifactLineage.loadMore', (list: string) => {
      pages.more(list);
      refresh();
    }),
  );
}

/** Several changes in one turn of the event loop refresh once. */
function later(work: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      work();
    });
  };
}

/** How many runs are going. */
function badgeOf(nodes: Iterable<LineageNode>): vscode.ViewBadge | undefined {
  const going = [...nodes].filter((node) => node.kind === 'run' && node.state === 'running').length;
  if (going === 0) return undefined;
  const tooltip = going === 1 ? vscode.l10n.t('1 run is going') : vscode.l10n.t('{0} runs are going', going);
  return { value: going, tooltip };
}
