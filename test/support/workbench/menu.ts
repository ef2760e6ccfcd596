// The editor's own context menus.

import type { Page } from 'playwright-core';
import { spoken } from '../words/spoken.ts';
import { eventually } from './eventually.ts';

/** Takes an entry of the menu that `open` brings up; ours by its English. */
export async function takeEntry(page: Page, entry: string, open: () => Promise<void>): Promise<void> {
  // In the titles of menus an & is doubled.
  const title = spoken(entry.replaceAll('&', '&&')).replaceAll('&&', '&');
  const item = page.locator('.context-view').getByText(title, { exact: true });
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
