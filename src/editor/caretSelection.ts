// A caret that rests on an artifact's name selects it, as a click on its row does.

import * as vscode from 'vscode';
import { nodesOfReference } from '../join/editorNodes.ts';
import type { Store } from '../join/store.ts';
import type { NodeId } from '../lineage/model.ts';
import { CaretRest } from './caretRest.ts';
import type { Code } from './code.ts';
import type { Log } from './log.ts';

/** What is known by now is enough: nothing is asked. */
export function followCaret(
  store: Store,
  code: Pick<Code, 'nameAt'>,
  log: Log,
  isWanted: () => boolean,
  select: (id: NodeId) => void,
): vscode.Disposable {
  /** Whether the caret is on a name of which nothing was known. */
  let missed = false;
  const caret = new CaretRest(log, isWanted, async ({ document, selection }, signal) => {
    const reference = await code.nameAt(document, selection.active);
    const [id] = reference ? nodesOfReference(await store.join(signal), reference) : [];
    if (signal.aborted) return;
    missed = reference !== undefined && id === undefined;
    if (id) select(id);
  });
  const stop = store.onDidChange(() => {
    if (missed) caret.later();
  });
  return vscode.Disposable.from(caret, { dispose: stop });
}
