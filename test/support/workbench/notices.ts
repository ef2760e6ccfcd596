// What the workbench and the extension have told the user in notifications.
import type { Page } from 'playwright-core';
import { plain } from './text.ts';

/** The texts of all notifications that nobody has dismissed, as the bell in the status bar shows them. */
export async function notices(page: Page): Promise<readonly string[]> {
  const bell = page.locator('[id="status.notifications"]');
  const center = page.locator('.notifications-center.visible');
  if (!(await center.isVisible())) await bell.click();
  await center.waitFor();
  const texts = await center.locator('.notification-list-item-message').allInnerTexts();
  await bell.click();
  await center.waitFor({ state: 'hidden' });
  return texts.map(plain);
}
