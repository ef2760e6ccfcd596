// Which rows of the trees the user opened or closed, kept for the next time the workspace opens.

import * as vscode from 'vscode';
import type { Row } from '../join/outline.ts';

const key = 'views.opened';
/** The oldest are forgotten past this many rows. */
const most = 500;

export class Expansion {
  readonly #memory: vscode.Memento;
  readonly #opened: Map<string, boolean>;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
    const kept = memory.get<unknown>(key);
    this.#opened = new Map(Array.isArray(kept) ? kept.filter(isEntry) : []);
  }

  /** Whether the user opened or closed this row of a view; undefined when neither. */
  opened(view: string, row: Row): boolean | undefined {
    return this.#opened.get(`${view} ${row.id}`);
  }

  forget(): void {
    this.#opened.clear();
    void this.#memory.update(key, undefined);
  }

  follow(id: string, view: vscode.TreeView<Row>): vscode.Disposable {
    const keep = (row: Row, opened: boolean) => {
      const name = `${id} ${row.id}`;
      this.#opened.delete(name);
      this.#opened.set(name, opened);
      void this.#memory.update(key, [...this.#opened].slice(-most));
    };
    return vscode.Disposable.from(
      view.onDidExpandElement(({ element }) => keep(element, true)),
      view.onDidCollapseElement(({ element }) => keep(element, false)),
    );
  }
}

function isEntry(kept: unknown): kept is [string, boolean] {
  return Array.isArray(kept) && typeof kept[0] === 'string' && typeof kept[1] === 'boolean';
}
