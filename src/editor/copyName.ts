// Copies the names of rows, of several at once a line each; without a row, the name at the caret.

import * as vscode from 'vscode';
import type { Row } from '../join/outline.ts';
import { fullName } from '../join/spokenName.ts';
import type { Store } from '../join/store.ts';
import { meantBy, referenceAtCaret } from './atCaret.ts';
import type { Code } from './code.ts';
import { sentenceOf } from './convert.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';

/** Menus hand over the row that was clicked and, where several are selected, all of them. */
export function registerCopyName(store: Store, code: Code, history: History, log: Log): vscode.Disposable {
  const namesOf = (rows: readonly Pick<Row, 'node' | 'label'>[]) => {
    const { nodes } = store.joined();
    return rows.flatMap(({ node, label }) => {
      const known = node && nodes.get(node);
      return known ? fullName(known) : node ? label : [];
    });
  };
  /** As history knows it, else as the code writes it. */
  async function atCaret(): Promise<readonly string[]> {
    const reference = await referenceAtCaret(code);
    if (!reference) return [];
    const nodes = await meantBy(reference, store, history);
    return nodes.length > 0 ? nodes.map(fullName) : reference.value.values;
  }
  return vscode.commands.registerCommand(
    'artifactLineage.copyName',
    async (row?: Row, all?: readonly Row[]) => {
      try {
        const names = row ? namesOf(all ?? [row]) : await atCaret();
        if (names.length > 0) await vscode.env.clipboard.writeText(names.join('\n'));
        else if (!row)
          void vscode.window.showInformationMessage(vscode.l10n.t('There is no artifact’s name here.'));
      } catch (error) {
        void vscode.window.showErrorMessage(sentenceOf(error, log));
      }
    },
  );
}
