// Rows dragged into code: an artifact's name arrives as text, in quotes where it does not fall into a string.

import * as vscode from 'vscode';
import type { Row } from '../join/outline.ts';
import { nameInCode } from '../join/spokenName.ts';
import type { Store } from '../join/store.ts';

const mime = 'application/vnd.code.tree.artifactlineage.names';

/** What a tree view hands over when its rows are dragged. */
export function dragController(store: Store): vscode.TreeDragAndDropController<Row> {
  return {
    dragMimeTypes: [mime, 'text/plain'],
    dropMimeTypes: [],
    handleDrag(rows, transfer) {
      const lineage = store.joined();
      const names = rows
        .flatMap((row) => (row.node && lineage.nodes.get(row.node)) ?? [])
        .filter((node) => node.kind === 'version' || node.kind === 'collection')
        .map((node) => nameInCode(node, lineage));
      if (names.length === 0) return;
      transfer.set(mime, new vscode.DataTransferItem(JSON.stringify(names)));
      transfer.set('text/plain', new vscode.DataTransferItem(names.join(', ')));
    },
  };
}

export function registerNameDrop(): vscode.Disposable {
  const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('artifactLineage', 'name');
  const provider: vscode.DocumentDropEditProvider = {
    async provideDocumentDropEdits(document, position, transfer) {
      const names: unknown = JSON.parse((await transfer.get(mime)?.asString()) ?? '[]');
      if (!Array.isArray(names) || names.length === 0) return undefined;
      const text = inString(document.lineAt(position).text, position.character)
        ? names.join(', ')
        : names.map((name) => JSON.stringify(name)).join(', ');
      return new vscode.DocumentDropEdit(text, vscode.l10n.t('Insert Artifact Name'), kind);
    },
  };
  return vscode.languages.registerDocumentDropEditProvider({ language: 'python' }, provider, {
    dropMimeTypes: [mime],
    providedDropEditKinds: [kind],
  });
}

/** Whether a column of a line of Python lies inside a string that the line opened. */
function inString(line: string, column: number): boolean {
  let quote = '';
  for (let index = 0; index < column; index++) {
    const character = line[index] ?? '';
    if (quote && character === '\\') index++;
    else if (character === quote) quote = '';
    else if (!quote && (character === '"' || character === "'")) quote = character;
    else if (!quote && character === '#') break;
  }
  return quote !== '';
}
