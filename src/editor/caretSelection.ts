// A caret that rests on an artifact's name selects it, as a click on its row does.

import * as vscode from 'vscode';
import { nodesOfReference } from '../join/editorNodes.ts';
import type { Store } from '../join/store.ts';
import type { NodeId } from '../lineage/model.ts';
import type { Code } from './code.ts';
import { attempt } from './convert.ts';
import type { Log } from './log.ts';

/** A caret that rests for so long is meant; milliseconds. */
const rest = 200;

/** Looks only while `isWanted`; what is known by now is enough, nothing is asked. */
export function followCaret(
  store: Store,
  code: Code,
  log: Log,
  isWanted: () => boolean,
  select: (id: NodeId) => void,
): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looking = new AbortController();

  async function look(): Promise<void> {
    looking.abort();
    looking = new AbortController();
    const { signal } = looking;
    await attempt(log, signal, async () => {
      const editor = vscode.window.activeTextEditor;
      if (editor?.document.languageId !== 'python') return;
      const reference = await code.nameAt(editor.document, editor.selection.active);
      const [id] = reference ? nodesOfReference(store.joined(), reference) : [];
      if (id && !signal.aborted) select(id);
    });
  }

  const moved = vscode.window.onDidChangeTextEditorSelection(() => {
    clearTimeout(timer);
    if (isWanted()) timer = setTimeout(() => void look(), rest);
  });
  return vscode.Disposable.from(moved, {
    dispose: () => {
      clearTimeout(timer);
      looking.abort();
    },
  });
}
