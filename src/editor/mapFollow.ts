// Maps that go along with the editor: the caret rings its tile, and a map that follows focuses what the editor shows.

import * as vscode from 'vscode';
import { nodeOfFile, nodesOfReference } from '../join/editorNodes.ts';
import type { Store } from '../join/store.ts';
import type { NodeId } from '../lineage/model.ts';
import type { Code } from './code.ts';
import { attempt } from './convert.ts';
import { fileOf, pathOf } from './documents.ts';
import type { Log } from './log.ts';
import type { Maps } from './maps.ts';

/** A caret that rests for so long is meant; milliseconds. */
const rest = 150;

export function registerMapFollow(maps: Maps, store: Store, code: Code, log: Log): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looking = new AbortController();

  function later(): void {
    clearTimeout(timer);
    if (maps.open.length > 0) timer = setTimeout(() => void look(), rest);
  }

  async function look(): Promise<void> {
    looking.abort();
    looking = new AbortController();
    const { signal } = looking;
    await attempt(log, signal, async () => {
      const editor = vscode.window.activeTextEditor;
      if (editor?.document.languageId !== 'python') return;
      const { ids, focus } = await seenIn(editor);
      if (signal.aborted) return;
      await Promise.all(maps.open.map((map) => map.ring(ids)));
      const following = maps.open.filter(({ mode }) => mode.follows && !mode.locked);
      if (!focus) return;
      const others = following.filter((map) => !map.focus || ![focus, ...ids].includes(map.focus));
      await Promise.all(others.map((map) => map.show(focus)));
    });
  }

  /** What to ring, and what a map that follows is to be about. */
  async function seenIn({ document, selection }: vscode.TextEditor) {
    const reference = await code.referenceAt(document, selection.active);
    const lineage = store.joined();
    const ids = reference ? nodesOfReference(lineage, reference) : [];
    const focus: NodeId | undefined = ids[0] ?? nodeOfFile(lineage, pathOf(fileOf(document)), store.files);
    return { ids, focus };
  }

  const set = (name: string, change: Parameters<Maps['change']>[0]) =>
    vscode.commands.registerCommand(`artifactLineage.${name}`, async () => {
      await maps.change(change);
      later();
    });
  return vscode.Disposable.from(
    vscode.window.onDidChangeTextEditorSelection(later),
    vscode.window.onDidChangeActiveTextEditor(later),
    maps.onDidOpen(later),
    { dispose: () => clearTimeout(timer) },
    set('followEditor', { follows: true }),
    set('stopFollowing', { follows: false }),
    set('lockMap', { locked: true }),
    set('unlockMap', { locked: false }),
  );
}
