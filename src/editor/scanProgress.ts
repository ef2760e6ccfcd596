// Shows in the status bar how far the scan of a workspace is, once it takes long; a click stops it.

import * as vscode from 'vscode';

/** A scan shorter than this shows nothing; milliseconds. */
const silent = 1_000;

export function showScanProgress(total: number): { at(index: number): void } & vscode.Disposable {
  const start = Date.now();
  const tell = (going: boolean) =>
    void vscode.commands.executeCommand('setContext', 'artifactLineage.scanning', going);
  tell(true);
  let item: vscode.StatusBarItem | undefined;
  return {
    at: (index) => {
      if (Date.now() - start < silent || index % 16 !== 0) return;
      item ??= vscode.window.createStatusBarItem('artifactLineage.scan', vscode.StatusBarAlignment.Left);
      item.name = vscode.l10n.t('Artifact Lineage: Scan');
      item.text = `$(sync~spin) ${vscode.l10n.t('Scanning Python: {0} of {1}', index, total)}`;
      item.tooltip = vscode.l10n.t('Looking for artifact calls. Click to stop.');
      item.command = 'artifactLineage.stopScan';
      item.show();
    },
    dispose: () => {
      tell(false);
      item?.dispose();
    },
  };
}
