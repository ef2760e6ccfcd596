// Saves a text where the user says.

import * as vscode from 'vscode';

/** Asks for the place of a file named after what it holds, offered in the workspace's folder; undefined when there is none. */
export async function askPlace(
  name: string,
  endings: readonly string[],
  kind: string,
): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = `${name.replace(/[^\w.-]+/g, '-').replace(/^-+|-+$/g, '') || 'lineage'}.${endings[0]}`;
  return vscode.window.showSaveDialog({
    filters: { [kind]: [...endings] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, file) }),
  });
}

/** Writes a file, and offers to open it. */
export async function saveAt(to: vscode.Uri, content: Uint8Array): Promise<void> {
  await vscode.workspace.fs.writeFile(to, content);
  const open = vscode.l10n.t('Open');
  const name = to.path.split('/').at(-1) ?? '';
  const answer = await vscode.window.showInformationMessage(vscode.l10n.t('Saved {0}.', name), open);
  if (answer === open) await vscode.commands.executeCommand('vscode.open', to);
}

export async function saveMarkdown(name: string, text: string): Promise<void> {
  const to = await askPlace(name, ['md'], 'Markdown');
  if (to) await saveAt(to, new TextEncoder().encode(text));
}
