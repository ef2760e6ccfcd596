// A caret that rests somewhere in Python code: whoever follows it is told then, and only while it wants to know.

import * as vscode from 'vscode';
import { attempt } from './convert.ts';
import type { Log } from './log.ts';

/** A caret that rests for so long is meant; milliseconds. */
const rest = 150;

export class CaretRest implements vscode.Disposable {
  readonly #log: Log;
  readonly #isWanted: () => boolean;
  readonly #work: (editor: vscode.TextEditor, signal: AbortSignal) => Promise<void>;
  readonly #subscriptions: vscode.Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looking = new AbortController();

  /** The latest wins: earlier work is aborted. */
  constructor(
    log: Log,
    isWanted: () => boolean,
    work: (editor: vscode.TextEditor, signal: AbortSignal) => Promise<void>,
  ) {
    this.#log = log;
    this.#isWanted = isWanted;
    this.#work = work;
    const later = () => this.later();
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeTextEditorSelection(later),
      vscode.window.onDidChangeActiveTextEditor(later),
    );
  }

  /** As if the caret had moved. */
  later(): void {
    clearTimeout(this.#timer);
    if (this.#isWanted()) this.#timer = setTimeout(() => void this.#look(), rest);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#looking.abort();
    this.#subscriptions.dispose();
  }

  async #look(): Promise<void> {
    this.#looking.abort();
    this.#looking = new AbortController();
    const { signal } = this.#looking;
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.languageId !== 'python') return;
    await attempt(this.#log, signal, () => this.#work(editor, signal));
  }
}
