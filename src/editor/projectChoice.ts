// Which projects the user has put into play or taken out of it beside those that code names; kept with the workspace.

import * as vscode from 'vscode';

export interface ProjectChoice {
  /** Where code that names no entity is taken to run; undefined: as settings, environment and account say. */
  readonly entity?: string;
  /** Each as `entity/project`. */
  readonly added: readonly string[];
  readonly hidden: readonly string[];
}

const memoryKey = 'wandb.projects';
const none: ProjectChoice = { added: [], hidden: [] };

export class ProjectChoices implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  /** What is chosen at one server. */
  at(url: string): ProjectChoice {
    return this.#all()[url] ?? none;
  }

  async set(url: string, choice: ProjectChoice | undefined): Promise<void> {
    const { [url]: _, ...others } = this.#all();
    await this.#memory.update(memoryKey, choice ? { ...others, [url]: choice } : others);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #all(): Readonly<Record<string, ProjectChoice>> {
    return this.#memory.get(memoryKey, {});
  }
}
