// Which projects the user has put into play or taken out of it beside those that code names; kept with the workspace.

import * as vscode from 'vscode';

export interface ProjectChoice {
  /** Where code that names no entity is taken to run; undefined: as settings, environment and account say. */
  readonly entity?: string;
  /** Each as `entity/project`. */
  readonly added: readonly string[];
  readonly hidden: readonly string[];
}

const key = 'wandb.projects';
const none: ProjectChoice = { added: [], hidden: [] };

export class ProjectChoices implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  get current(): ProjectChoice {
    return this.#memory.get<ProjectChoice>(key, none);
  }

  async set(choice: ProjectChoice | undefined): Promise<void> {
    await this.#memory.update(key, choice);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
