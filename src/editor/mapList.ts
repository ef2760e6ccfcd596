// The list beside a map: what two differ in, or what depends on one.

import type { Comparison } from '../lineage/compare.ts';
import type { Walked } from '../lineage/walk.ts';
import type { ToView } from '../protocol/messages.ts';
import { listed, type Subject } from './mapSubject.ts';

export class MapList {
  readonly #post: (message: ToView) => Promise<void>;
  #listed: ReturnType<typeof listed>;

  constructor(post: (message: ToView) => Promise<void>) {
    this.#post = post;
  }

  /** The list, and the same in Markdown. */
  get listed(): ReturnType<typeof listed> {
    return this.#listed;
  }

  forget(): void {
    this.#listed = undefined;
  }

  async tell(
    subject: Subject | undefined,
    walked: Walked,
    comparison: Comparison | undefined,
  ): Promise<void> {
    this.#listed = listed(subject, walked, comparison);
    await this.#post({ type: 'listing', listing: this.#listed?.listing ?? null });
  }
}
