// Files of this workspace's own storage, for what may be lost.

import * as vscode from 'vscode';
import type { Log } from './log.ts';

export class Shelf {
  readonly #folder: vscode.Uri | undefined;
  readonly #log: Log;

  /** Without a folder nothing is kept. */
  constructor(folder: vscode.Uri | undefined, log: Log) {
    this.#folder = folder;
    this.#log = log;
  }

  async get(name: string): Promise<string | undefined> {
    if (!this.#folder) return undefined;
    try {
      return new TextDecoder().decode(
        await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.#folder, name)),
      );
    } catch {
      return undefined;
    }
  }

  async put(name: string, text: string): Promise<void> {
    if (!this.#folder) return;
    try {
      await vscode.workspace.fs.writeFile(
        vscode.Uri.joinPath(this.#folder, name),
        new TextEncoder().encode(text),
      );
    } catch (error) {
      this.#log.warn(`${name} cannot be kept: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
