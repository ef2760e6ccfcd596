// What was selected last, in a tree or in the code; kept with the workspace.

import type * as vscode from 'vscode';
import type { Store } from '../join/store.ts';
import type { NodeId } from '../lineage/model.ts';
import { titleOf } from '../lineage/title.ts';
import { isNodeId } from '../protocol/checks.ts';

const key = 'views.selection';

export class Selection {
  readonly #memory: vscode.Memento;
  readonly #store: Store;
  readonly #changed: () => void;
  #node: NodeId | undefined;

  constructor(memory: vscode.Memento, store: Store, changed: () => void) {
    this.#memory = memory;
    this.#store = store;
    this.#changed = changed;
    const kept = memory.get(key);
    this.#node = isNodeId(kept) ? kept : undefined;
  }

  get node(): NodeId | undefined {
    return this.#node;
  }

  get title(): string | undefined {
    const node = this.#node && this.#store.joined().nodes.get(this.#node);
    return node && titleOf(node);
  }

  select(id: NodeId): void {
    this.#set(id);
  }

  forget(): void {
    this.#set(undefined);
  }

  #set(id: NodeId | undefined): void {
    if (id === this.#node) return;
    this.#node = id;
    void this.#memory.update(key, id);
    this.#changed();
  }
}
