// What axe finds wrong with the map's page.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repository } from '../hosts/paths.ts';

interface Found {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** The page as it stands: each rule that is broken, and where. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  if (await page.evaluate<boolean>('!globalThis.axe'))
    await page.addScriptTag({ path: join(repository, 'node_modules/axe-core/axe.min.js') });
  const { violations } = await page.evaluate<Found>(
    // A page in a frame is not a whole document: its headings and landmarks are the editor's.
    `axe.run(document, { rules: { 'page-has-heading-one': { enabled: false }, region: { enabled: false } } })`,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
