// What a person selects in a tree view, told also when the view's rows were being made anew at that moment.

import type * as vscode from 'vscode';
import type { Row } from '../join/outline.ts';

/** After the rows were read, in milliseconds: by then VS Code has taken them in. */
const takenIn = 100;

/**
 * Calls `select` with the first selected row. VS Code tells of a selection once, as rows that it looks up then: while a
 * refreshed view is read it finds none, and a second click on the same row changes nothing. So the view is asked again
 * once its rows are there. `onDidRead` says when that is.
 */
export function followSelection(
  view: vscode.TreeView<Row>,
  onDidRead: vscode.Event<void>,
  select: (row: Row) => void,
): vscode.Disposable[] {
  let missed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    const [row] = view.selection;
    missed = !row;
    if (row) select(row);
  };
  return [
    view.onDidChangeSelection(look),
    onDidRead(() => {
      if (!missed) return;
      clearTimeout(timer);
      timer = setTimeout(look, takenIn);
    }),
    { dispose: () => clearTimeout(timer) },
  ];
}
