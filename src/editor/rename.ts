// Renames an artifact in all code that names it in one piece, and says which places it cannot change.

import * as vscode from 'vscode';
import type { Store } from '../join/store.ts';
import { isCollectionName, renamable, renaming } from '../join/symbols/rename.ts';
import type { CodeReference } from '../python/codeReference.ts';
import type { Code } from './code.ts';
import { attempt } from './convert.ts';
import { addTo } from './fixes.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';
import { locationOf } from './places.ts';

export function renameProvider(store: Store, code: Code, history: History, log: Log) {
  return {
    async prepareRename(document: vscode.TextDocument, position: vscode.Position) {
      const reference = await code.nameAt(document, position);
      const name = reference && renamable(reference);
      const location = reference?.literalAt && (await locationOf(reference.literalAt, code));
      if (name === undefined || location?.uri.toString() !== document.uri.toString())
        throw new Error(
          reference
            ? vscode.l10n.t('This name is put together from parts: change it where they are written.')
            : vscode.l10n.t('There is no artifact’s name here.'),
        );
      const text = document.getText(location.range);
      const start = document.offsetAt(location.range.start) + collectionIn(text, name);
      const range = new vscode.Range(document.positionAt(start), document.positionAt(start + name.length));
      return { range, placeholder: name };
    },
    async provideRenameEdits(document: vscode.TextDocument, position: vscode.Position, newName: string) {
      if (!isCollectionName(newName))
        throw new Error(
          vscode.l10n.t(
            'An artifact’s name has only letters, digits, "-", "_" and ".", at most 128 of them.',
          ),
        );
      const reference = await code.nameAt(document, position);
      if (!reference) return undefined;
      await code.ready();
      const { edits, left } = renaming(reference, newName, await code.filesWith(document));
      const all = new vscode.WorkspaceEdit();
      // A string that is written with escapes does not read as its name: it stays.
      for (const edit of edits) await addTo(all, edit, code);
      const { signal } = new AbortController();
      void attempt(log, signal, () => tell(document.uri, position, left, renamable(reference)));
      return all;
    },
  };

  async function isRecorded(name: string | undefined): Promise<boolean> {
    const { signal } = new AbortController();
    // Where it cannot be read, nothing is told of it.
    await history.ready(signal).catch(() => undefined);
    return [...(await store.join(signal)).nodes.values()].some(
      (node) => node.kind === 'version' && node.name === name && node.recorded.length > 0,
    );
  }

  async function tell(
    uri: vscode.Uri,
    position: vscode.Position,
    left: readonly CodeReference[],
    name: string | undefined,
  ): Promise<void> {
    const recorded = await isRecorded(name);
    const sentences = [
      left.length === 0
        ? undefined
        : left.length === 1
          ? vscode.l10n.t('One place names it in parts and was not changed.')
          : vscode.l10n.t('{0} places name it in parts and were not changed.', left.length),
      recorded ? vscode.l10n.t('Versions that are logged already keep their name.') : undefined,
    ].filter((sentence) => sentence !== undefined);
    if (sentences.length === 0) return;
    const show = vscode.l10n.t('Show');
    const actions = left.length > 0 ? [show] : [];
    const choice = await vscode.window.showInformationMessage(sentences.join(' '), ...actions);
    if (choice !== show) return;
    const locations = await Promise.all(left.map((it) => locationOf(it.nameAt, code)));
    const found = locations.filter((it) => it !== undefined);
    await vscode.commands.executeCommand('editor.action.goToLocations', uri, position, found, 'peek');
  }
}

/** Where the collection's name begins in a literal: the last one before the alias. */
function collectionIn(literal: string, name: string): number {
  const colon = literal.lastIndexOf(`${name}:`);
  return Math.max(0, colon >= 0 ? colon : literal.lastIndexOf(name));
}
