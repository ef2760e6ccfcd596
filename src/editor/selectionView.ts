// The Selection view: upstream and downstream of what was selected last.

import * as vscode from 'vscode';
import { type StepRow, selectionRows, stepRows } from '../join/lineageRows.ts';
import type { OutlineContext } from '../join/outline.ts';
import type { Store } from '../join/store.ts';
import type { History } from './history.ts';
import type { Selection } from './selection.ts';
import type { Children } from './tree.ts';

export function selectionView(selection: Selection, store: Store, history: History): Children {
  const context = (): OutlineContext => ({ now: Date.now(), say: vscode.l10n.t });
  return async (row, signal) => {
    if (row && 'direction' in row) {
      const step = row as StepRow;
      return stepRows(step, await store.around([step.node], signal), context());
    }
    const selected = selection.node;
    if (row || !selected) return [];
    await history.ready(signal);
    const near = await store.around([selected], signal);
    const node = (await store.join(signal)).nodes.get(selected) ?? near.nodes.get(selected);
    return node ? selectionRows(node, near, context()) : [];
  };
}
