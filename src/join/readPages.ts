// A list that comes in pages, read on as far as anybody looks.

import type { Page } from '../backends/backend.ts';

/** The items of the first `most` pages. */
export async function readPages<T>(
  most: number,
  ask: (cursor: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const found: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < most; page++) {
    const { items, next } = await ask(cursor);
    found.push(...items);
    cursor = next;
    if (cursor === undefined) break;
  }
  return found;
}
