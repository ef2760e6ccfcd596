// The editor's own context menus.
import type { Page } from 'playwright-core';
import { eventually } from './eventually.ts';

/** Takes an entry of the menu that `open` brings up. */
export async function takeEntry(page: Page, entry: string, open: () => Promise<void>): Promise<void> {
  const item = page.locator('.context-view').getByText(entry, { exact: true });
  await eventually(async () => {
    await open();
    await item.waitFor({ timeout: 2000 });
  });
  await eventually(async () => {
    // A menu takes no click in its first moments.
    if (await item.isVisible()) await item.click({ timeout: 2000 });
    await item.waitFor({ state: 'hidden', timeout: 500 });
  });
}
