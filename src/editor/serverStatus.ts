// How it stands with the W&B servers, in a few words for a view's title: whose key, which server, whether it answers.

import * as vscode from 'vscode';
import type { Trouble } from '../backends/backend.ts';

interface Standing {
  readonly username?: string;
  readonly trouble?: Trouble | undefined;
}

export class ServerStatus implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #servers: ReadonlyMap<string, Standing> = new Map();

  /** Takes in which servers are read from now on, by host and port. */
  use(machines: readonly string[]): void {
    const before = [...this.#servers.keys()];
    this.#servers = new Map(machines.map((it) => [it, this.#servers.get(it) ?? {}]));
    if (before.join() !== machines.join()) this.#changed.fire();
  }

  met(machine: string, username: string): void {
    this.#set(machine, { username });
  }

  /** Takes in how a question ended; undefined: well. */
  heard(machine: string, trouble: Trouble | undefined): void {
    if (this.#servers.get(machine)?.trouble !== trouble) this.#set(machine, { trouble });
  }

  /** Empty when no server is read. */
  get text(): string {
    return [...this.#servers].map(([machine, standing]) => textOf(printable(machine), standing)).join(' | ');
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #set(machine: string, change: Standing): void {
    const known = this.#servers.get(machine);
    if (!known) return;
    this.#servers = new Map([...this.#servers, [machine, { ...known, ...change }]]);
    this.#changed.fire();
  }
}

function textOf(machine: string, { username, trouble }: Standing): string {
  switch (trouble) {
    case 'signedOut':
      return vscode.l10n.t('key not accepted · {0}', machine);
    case 'unreachable':
      return vscode.l10n.t('not reachable · {0}', machine);
    case 'tooManyRequests':
      return vscode.l10n.t('busy · {0}', machine);
    default:
      return username ? `${printable(username)} · ${machine}` : machine;
  }
}

/** A name from elsewhere, short and without signs that turn text around. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 60);
}
