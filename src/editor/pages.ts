// Lists that come in pages: how many pages of each the user asked for, and the reading of them.

import type { Page } from '../backends/backend.ts';

/** Without end, a search for what a filter lets through would read a whole server's history; pages. */
const mostSearched = 20;

export class Pages {
  readonly #wanted = new Map<string, number>();

  /** One page more of a list from the next reading on. */
  more(list: string): void {
    this.#wanted.set(list, this.#of(list) + 1);
  }

  /** Every list begins with one page again. */
  reset(): void {
    this.#wanted.clear();
  }

  /** The pages that were asked for, and for as long as they are not `enough`, the next ones within bounds. */
  async read<T>(
    list: string,
    ask: (cursor: string | undefined) => Promise<Page<T>>,
    enough: (items: readonly T[]) => boolean = () => true,
  ): Promise<{ readonly items: readonly T[]; readonly more: boolean }> {
    const items: T[] = [];
    let cursor: string | undefined;
    let read = 0;
    const wanted = () => read < this.#of(list) || (!enough(items) && read < mostSearched);
    do {
      const page = await ask(cursor);
      items.push(...page.items);
      cursor = page.next;
      read++;
    } while (cursor !== undefined && wanted());
    this.#wanted.set(list, read);
    return { items, more: cursor !== undefined };
  }

  #of(list: string): number {
    return this.#wanted.get(list) ?? 1;
  }
}
