// Text of the page as a person reads it.
import type { Locator } from 'playwright-core';

/** The text in sight of everything that the locator finds, line by line; empty when it finds nothing. */
export async function textOf(locator: Locator): Promise<string> {
  return plain((await locator.allInnerTexts()).join('\n'));
}

/** The workbench writes spaces that do not break; nobody sees the difference. */
export function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ').trim();
}
