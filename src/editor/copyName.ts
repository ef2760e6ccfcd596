// Copies the names of rows, of several at once a line each.

import * as vscode from 'vscode';
import type { Row } from '../join/outline.ts';
import { fullName } from '../join/spokenName.ts';
import type { Store } from '../join/store.ts';

/** Menus hand over the row that was clicked and, where several are selected, all of them. */
export function registerCopyName(store: Store): vscode.Disposable {
  return vscode.commands.registerCommand(
    'artifactLineage.copyName',
    async (row?: Row, all?: readonly Row[]) => {
      const { nodes } = store.joined();
      const names = (all ?? (row ? [row] : [])).flatMap(({ node, label }) => {
        const known = node && nodes.get(node);
        return known ? fullName(known) : node ? label : [];
      });
      if (names.length > 0) await vscode.env.clipboard.writeText(names.join('\n'));
    },
  );
}
