// A sidebar view over rows: it asks for children when a row opens, says when something failed, and pages.

import * as vscode from 'vscode';
import { noticeRow } from '../join/noticeRow.ts';
import type { Row } from '../join/outline.ts';
import { inert } from '../lineage/inert.ts';
import { sentenceOf } from './convert.ts';
import type { Expansion } from './expansion.ts';
import type { Log } from './log.ts';

/** Gives the rows below a row, or the first rows; `more` continues a list that was cut. */
export type Children = (row: Row | undefined, signal: AbortSignal) => Promise<readonly Row[]>;

export class RowTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #view: string;
  readonly #children: Children;
  readonly #expansion: Expansion;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #read = new vscode.EventEmitter<void>();
  /** Rows are on their way to the view. */
  readonly onDidRead = this.#read.event;
  #asking = new AbortController();

  constructor(view: string, children: Children, expansion: Expansion, log: Log) {
    this.#view = view;
    this.#children = children;
    this.#expansion = expansion;
    this.#log = log;
  }

  /** Forgets the rows; what was still being asked is no longer wanted. */
  refresh(): void {
    this.#asking.abort();
    this.#asking = new AbortController();
    this.#changed.fire();
  }

  async getChildren(row?: Row): Promise<Row[]> {
    const rows = await this.#current(row);
    this.#read.fire();
    return rows;
  }

  async #current(row: Row | undefined): Promise<Row[]> {
    for (;;) {
      const { signal } = this.#asking;
      try {
        return [...(await this.#children(row, signal))];
      } catch (error) {
        if (!signal.aborted) return [noticeRow(sentenceOf(error, this.#log))];
        // The rows were forgotten meanwhile: whoever waits for them gets the new ones, never an empty list.
        if (this.#asking.signal.aborted) return [];
      }
    }
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const opened = row.children === 'none' ? undefined : this.#expansion.opened(this.#view, row);
    const children = opened === undefined ? row.children : opened ? 'open' : 'closed';
    const item = new vscode.TreeItem(inert(row.label), states[children]);
    item.id = row.id;
    item.iconPath = new vscode.ThemeIcon(row.icon, row.color ? new vscode.ThemeColor(row.color) : undefined);
    item.tooltip = inert(row.tooltip ?? row.label, longestTooltip);
    item.contextValue = [
      row.node && 'node',
      // What it is: run, version, collection or script.
      row.node?.split(':')[0],
      row.place && 'place',
      row.url && 'page',
      row.url && row.node?.startsWith('version:') && 'lineageTab',
      row.files && 'files',
      row.menu,
    ]
      .filter(Boolean)
      .join(' ');
    if (row.description) item.description = inert(row.description);
    // Else the tooltip is read out instead of what the row says.
    item.accessibilityInformation = { label: inert([row.label, row.description].filter(Boolean).join(', ')) };
    const command = row.command ?? clickOf(row);
    if (command)
      item.command = { title: row.label, command: command.command, arguments: command.arguments ?? [] };
    return item;
  }

  dispose(): void {
    this.#asking.abort();
    this.#changed.dispose();
    this.#read.dispose();
  }
}

/** Characters. */
const longestTooltip = 8000;

const states = {
  none: vscode.TreeItemCollapsibleState.None,
  closed: vscode.TreeItemCollapsibleState.Collapsed,
  open: vscode.TreeItemCollapsibleState.Expanded,
} as const;

/** A click opens the row's code; an artifact or run that no code declares opens its lineage. */
function clickOf(row: Row): Row['command'] {
  if (row.place) return { command: 'artifactLineage.openPlace', arguments: [row.place] };
  if (row.node && row.children === 'none')
    return { command: 'artifactLineage.showLineage', arguments: [row] };
  return undefined;
}
