// Tells the walkthrough how far one has come: whether the workspace has anything to show.

import * as vscode from 'vscode';
import type { Store } from '../join/store.ts';

const foundKey = 'artifactLineage.found';

export function registerFirstSteps(store: Store): vscode.Disposable {
  let told = false;
  return {
    dispose: store.onDidChange(() => {
      if (told || !store.files.some(({ references }) => references.length > 0)) return;
      told = true;
      void vscode.commands.executeCommand('setContext', foundKey, true);
    }),
  };
}
