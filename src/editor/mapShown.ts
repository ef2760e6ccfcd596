// Asks a map's page for what it shows, and waits for the answer.

import type { Lineage, NodeId } from '../lineage/model.ts';
import type { Exported, ToView } from '../protocol/messages.ts';

/** What a map shows: as its page draws it, and as a lineage. */
export interface Shown {
  readonly content: string;
  readonly lineage: Lineage;
  readonly focus: NodeId;
}

export class PageAnswers {
  readonly #post: (message: ToView) => Promise<void>;
  readonly #waiting: (() => void)[] = [];
  #exported: ((exported: Exported | undefined) => void) | undefined;

  constructor(post: (message: ToView) => Promise<void>) {
    this.#post = post;
  }

  /** Resolves when the page has been given its next picture, or is gone. */
  nextPicture(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  pictured(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Undefined when the page cannot draw it, is asked again before it has answered, or is gone. */
  ask(as: Exported['as']): Promise<Exported | undefined> {
    return new Promise((resolve) => {
      this.answer(undefined);
      this.#exported = resolve;
      void this.#post({ type: 'export', as });
    });
  }

  answer(exported: Exported | undefined): void {
    this.#exported?.(exported);
    this.#exported = undefined;
  }

  dispose(): void {
    this.answer(undefined);
    this.pictured();
  }
}
