// The quick input at the top of the window: commands, files and places in a file, typed as a person does.

import type { Locator, Page } from 'playwright-core';
import { spoken } from '../words/spoken.ts';
import { eventually } from './eventually.ts';

const widget = '.quick-input-widget';

/** Runs a command by its title as the palette shows it in English, `Lineage: Show Lineage`. */
export async function runCommand(page: Page, english: string): Promise<void> {
  const title = spoken(english);
  await choose(page, 'F1', `>${title}`, title);
}

/** Opens a file of the workspace by its name or path; done when its editor is in front. */
export async function openFile(page: Page, path: string): Promise<void> {
  const name = path.split('/').at(-1) ?? path;
  await choose(page, 'Control+p', path, name);
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
}

/** Puts the caret at a 1-based line and column of the editor in front, and brings it into sight. */
export async function goTo(page: Page, line: number, column: number): Promise<void> {
  await choose(page, 'Control+g', `:${line}:${column}`);
}

/** Opens the quick input with a key, types, and takes the row with this label (or the first). */
async function choose(page: Page, key: string, text: string, label?: string): Promise<void> {
  const input = page.locator(`${widget} input[type="text"]`);
  await eventually(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press(key);
    await input.waitFor({ timeout: 2000 });
    await input.fill(text, { timeout: 2000 });
    const rows = page.locator(`${widget} .monaco-list-row`);
    const row = label ? rows.filter({ has: page.getByText(label, { exact: true }) }) : rows;
    await row.first().waitFor({ timeout: 5000 });
    if (label) await row.first().click({ timeout: 2000 });
    // In the input, not in the editor that has the keyboard if the input went away.
    else await input.press('Enter', { timeout: 2000 });
    // Gone, or asking the next thing: a command may bring up an input of its own. A row that was there before what has
    // been typed was understood takes nothing: then once more from the start.
    await eventually(async () => {
      if ((await input.isVisible()) && (await input.inputValue()) === text)
        throw new Error(`${text} was not taken.`);
    }, 5000);
  }, 40_000);
}

/** Types into the input box whose prompt says `prompt` in English, and confirms. */
export async function answer(page: Page, prompt: string, text: string): Promise<void> {
  const box = page.locator(widget, { hasText: spoken(prompt) });
  await box.waitFor();
  await box.locator('input[type="text"], input[type="password"]').first().fill(text);
  await page.keyboard.press('Enter');
  await eventually(async () => {
    if (await box.isVisible()) throw new Error(`${prompt} was not taken.`);
  });
}

/** Takes the row with this label of the quick pick that is open; ours by its English. */
export async function pick(page: Page, label: string): Promise<void> {
  await row(page, label).click();
}

/** Ticks the rows with these labels of the quick pick that is open, and confirms. */
export async function pickSeveral(page: Page, ...labels: readonly string[]): Promise<void> {
  for (const label of labels) await row(page, label).locator('.monaco-checkbox').click();
  await page
    .locator(`${widget} .quick-input-action a, ${widget} .quick-input-action .monaco-button`)
    .first()
    .click();
  await page.locator(widget).waitFor({ state: 'hidden' });
}

function row(page: Page, label: string): Locator {
  return page
    .locator(`${widget} .monaco-list-row`)
    .filter({ has: page.locator('.label-name').getByText(spoken(label), { exact: true }) })
    .first();
}
