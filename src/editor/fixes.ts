// Quick fixes: another text in the code, or an argument that goes.

import * as vscode from 'vscode';
import { spanOfArgument } from '../join/problems/argumentSpan.ts';
import type { Edit, Fix } from '../join/problems/finding.ts';
import type { Code } from './code.ts';
import { locationOf } from './places.ts';

/** The edit of a fix; undefined when the code no longer reads as it did, or is written with escapes. */
export async function editOf(fix: Fix, code: Code): Promise<vscode.WorkspaceEdit | undefined> {
  const all = new vscode.WorkspaceEdit();
  for (const edit of fix.edits) if (!(await addTo(all, edit, code))) return undefined;
  return all;
}

/** Adds one change to others; false when the code no longer reads as it did. */
export async function addTo(all: vscode.WorkspaceEdit, edit: Edit, code: Code): Promise<boolean> {
  const location = await locationOf('at' in edit ? edit.at : edit.argumentAt, code);
  if (!location) return false;
  const document = await vscode.workspace.openTextDocument(location.uri);
  const rangeOf = (start: number, end: number) =>
    new vscode.Range(document.positionAt(start), document.positionAt(end));
  const start = document.offsetAt(location.range.start);
  if ('at' in edit) {
    const at = document.getText(location.range).indexOf(edit.from);
    if (at < 0) return false;
    all.replace(document.uri, rangeOf(start + at, start + at + edit.from.length), edit.to);
    return true;
  }
  const span = spanOfArgument(document.getText(), start, document.offsetAt(location.range.end));
  if (!span) return false;
  all.delete(document.uri, rangeOf(span.start, span.end));
  return true;
}

/** The command by which a hover applies a fix. */
export function registerFixes(code: Code): vscode.Disposable {
  return vscode.commands.registerCommand('artifactLineage.applyFix', async (fix: Fix) => {
    const edit = await editOf(fix, code);
    if (edit) await vscode.workspace.applyEdit(edit);
    else
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The name is not written in one piece here: change it by hand.'),
      );
  });
}
