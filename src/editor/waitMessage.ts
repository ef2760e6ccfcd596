// Counts down above a view's rows while the W&B server asks us to wait.

import * as vscode from 'vscode';

export class WaitMessage implements vscode.Disposable {
  readonly #view: Pick<vscode.TreeView<unknown>, 'message'>;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(view: Pick<vscode.TreeView<unknown>, 'message'>) {
    this.#view = view;
  }

  /** `until` is in milliseconds since 1970; undefined when nobody waits any more. */
  show(until: number | undefined): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#view.message = '';
    if (until === undefined) return;
    const tell = () => {
      const seconds = Math.max(1, Math.ceil((until - Date.now()) / 1000));
      this.#view.message = vscode.l10n.t('Waiting for W&B, {0} s', seconds);
    };
    tell();
    this.#timer = setInterval(tell, 1000);
  }

  dispose(): void {
    clearInterval(this.#timer);
  }
}
