// How it stands with the W&B server, in a few words for a view's title: whose key, which server, whether it answers.

import * as vscode from 'vscode';
import type { Trouble } from '../backends/backend.ts';

export class ServerStatus implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #machine: string | undefined;
  #username: string | undefined;
  #trouble: Trouble | undefined;

  /** Takes in which server is read from now on; undefined: none. */
  use(machine: string | undefined): void {
    if (machine === this.#machine) return;
    this.#machine = machine;
    this.#username = undefined;
    this.#trouble = undefined;
    this.#changed.fire();
  }

  met(username: string): void {
    this.#username = username;
    this.#changed.fire();
  }

  /** Takes in how a question ended; undefined: well. */
  heard(trouble: Trouble | undefined): void {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    this.#changed.fire();
  }

  /** Empty when no server is read. */
  get text(): string {
    if (!this.#machine) return '';
    const machine = printable(this.#machine);
    switch (this.#trouble) {
      case 'signedOut':
        return vscode.l10n.t('key not accepted · {0}', machine);
      case 'unreachable':
        return vscode.l10n.t('not reachable · {0}', machine);
      case 'tooManyRequests':
        return vscode.l10n.t('busy · {0}', machine);
      default:
        return this.#username ? `${printable(this.#username)} · ${machine}` : machine;
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** A name from elsewhere, short and without signs that turn text around. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 60);
}
