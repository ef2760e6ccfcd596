// Quick fixes: another name in the string that holds it.

import * as vscode from 'vscode';
import type { Fix } from '../join/problems/finding.ts';
import type { Code } from './code.ts';
import { locationOf } from './places.ts';

/** The edit of a fix; undefined when the string no longer reads as it did, or is written with escapes. */
export async function editOf(fix: Fix, code: Code): Promise<vscode.WorkspaceEdit | undefined> {
  const location = await locationOf(fix.literalAt, code);
  if (!location) return undefined;
  const document = await vscode.workspace.openTextDocument(location.uri);
  const at = document.getText(location.range).indexOf(fix.from);
  if (at < 0) return undefined;
  const start = document.offsetAt(location.range.start) + at;
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + fix.from.length));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, fix.to);
  return edit;
}

/** The command by which a hover applies a fix. */
export function registerFixes(code: Code): vscode.Disposable {
  return vscode.commands.registerCommand('artifactLineage.applyFix', async (fix: Fix) => {
    const edit = await editOf(fix, code);
    if (edit) await vscode.workspace.applyEdit(edit);
    else
      void vscode.window.showInformationMessage(
        vscode.l10n.t('{0} is not written in one piece here: change it by hand.', fix.from),
      );
  });
}
