// Maps that go along with the editor: the caret rings its tile, and a map that follows focuses what the editor shows.

import * as vscode from 'vscode';
import { nodeOfFile, nodesOfReference } from '../join/editorNodes.ts';
import type { Store } from '../join/store.ts';
import type { NodeId } from '../lineage/model.ts';
import { CaretRest } from './caretRest.ts';
import type { Code } from './code.ts';
import { fileOf, pathOf } from './documents.ts';
import type { Log } from './log.ts';
import type { Maps } from './maps.ts';

export function registerMapFollow(maps: Maps, store: Store, code: Code, log: Log): vscode.Disposable {
  const caret = new CaretRest(
    log,
    () => maps.open.length > 0,
    async (editor, signal) => {
      const { ids, focus } = await seenIn(editor, signal);
      if (signal.aborted) return;
      await Promise.all(maps.open.map((map) => map.ring(ids)));
      const following = maps.open.filter(({ mode }) => mode.follows && !mode.locked);
      if (!focus) return;
      const others = following.filter((map) => !map.focus || ![focus, ...ids].includes(map.focus));
      await Promise.all(others.map((map) => map.show({ focus })));
    },
  );

  /** What to ring, and what a map that follows is to be about. */
  async function seenIn({ document, selection }: vscode.TextEditor, signal: AbortSignal) {
    const reference = await code.referenceAt(document, selection.active);
    const lineage = await store.join(signal);
    const ids = reference ? nodesOfReference(lineage, reference) : [];
    const focus: NodeId | undefined = ids[0] ?? nodeOfFile(lineage, pathOf(fileOf(document)), store.files);
    return { ids, focus };
  }

  const set = (name: string, change: Parameters<Maps['change']>[0]) =>
    vscode.commands.registerCommand(`artifactLineage.${name}`, async () => {
      await maps.change(change);
      caret.later();
    });
  return vscode.Disposable.from(
    caret,
    maps.onDidOpen(() => caret.later()),
    vscode.commands.registerCommand('artifactLineage.mapHelp', () => maps.current?.help()),
    set('followEditor', { follows: true }),
    set('stopFollowing', { follows: false }),
    set('lockMap', { locked: true }),
    set('unlockMap', { locked: false }),
  );
}
