// The Selection view: upstream and downstream of what was selected last, in a tree or in the code.

import * as vscode from 'vscode';
import { type StepRow, selectionRows, stepRows } from '../join/lineageRows.ts';
import type { OutlineContext } from '../join/outline.ts';
import type { Store } from '../join/store.ts';
import type { NodeId } from '../lineage/model.ts';
import { titleOf } from '../lineage/title.ts';
import { parseFromView } from '../protocol/checks.ts';
import type { History } from './history.ts';
import type { Children } from './tree.ts';

const key = 'views.selection';

export interface SelectionView {
  readonly children: Children;
  /** What the view is about, for its title. */
  title(): string | undefined;
  select(id: NodeId): void;
}

export function selectionView(
  memory: vscode.Memento,
  store: Store,
  history: History,
  refresh: () => void,
): SelectionView {
  const kept = parseFromView({ type: 'focus', id: memory.get(key) });
  let selected: NodeId | undefined = kept?.type === 'focus' ? kept.id : undefined;
  const context = (): OutlineContext => ({ now: Date.now(), say: vscode.l10n.t });

  const children: Children = async (row, signal) => {
    if (row && 'direction' in row) {
      const step = row as StepRow;
      return stepRows(step, await store.around([step.node], signal), context());
    }
    if (row || !selected) return [];
    await history.ready(signal);
    const near = await store.around([selected], signal);
    const node = store.joined().nodes.get(selected) ?? near.nodes.get(selected);
    return node ? selectionRows(node, near, context()) : [];
  };

  return {
    children,
    title: () => {
      const node = selected && store.joined().nodes.get(selected);
      return node && titleOf(node);
    },
    select(id) {
      if (id === selected) return;
      selected = id;
      void memory.update(key, id);
      refresh();
    },
  };
}
