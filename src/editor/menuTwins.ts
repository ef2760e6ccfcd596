// Twins of commands for menus: there a lone & only marks a key, so it is doubled in their titles, which elsewhere would show.

import * as vscode from 'vscode';

export function registerMenuTwins(): vscode.Disposable {
  return vscode.Disposable.from(
    ...['connect', 'signOut', 'openPage'].map((name) =>
      vscode.commands.registerCommand(`artifactLineage.${name}InMenu`, (...given: unknown[]) =>
        vscode.commands.executeCommand(`artifactLineage.${name}`, ...given),
      ),
    ),
  );
}
