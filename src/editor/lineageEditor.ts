// Lineage files open as maps of all that they hold; their text is one command away.

import * as vscode from 'vscode';
import type { Maps } from './maps.ts';

export const fileView = 'artifactLineage.file';
/** Text that changes within so many milliseconds is drawn together. */
const pause = 300;

export function registerLineageEditor(maps: Maps): vscode.Disposable {
  const openWith = (view: string) => async (uri?: vscode.Uri) => {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    const input = tab?.input;
    const open =
      input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText ? input.uri : undefined;
    const file = uri ?? open;
    if (file) await vscode.commands.executeCommand('vscode.openWith', file, view, vscode.ViewColumn.Active);
  };
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider(fileView, new LineageEditor(maps)),
    vscode.commands.registerCommand('artifactLineage.openAsText', openWith('default')),
    vscode.commands.registerCommand('artifactLineage.openAsMap', openWith(fileView)),
  );
}

class LineageEditor implements vscode.CustomTextEditorProvider {
  readonly #maps: Maps;

  constructor(maps: Maps) {
    this.#maps = maps;
  }

  async resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): Promise<void> {
    const { sourceOf } = await import('./lineageDocument.ts');
    const map = await this.#maps.adoptFile(panel, sourceOf(document));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const changes = vscode.workspace.onDidChangeTextDocument((change) => {
      if (change.document !== document) return;
      clearTimeout(timer);
      timer = setTimeout(() => void map.redraw(), pause);
    });
    panel.onDidDispose(() => {
      clearTimeout(timer);
      changes.dispose();
    });
    await map.show(undefined);
  }
}
