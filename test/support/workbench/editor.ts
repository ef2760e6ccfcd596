// A text editor: the caret put on a piece of text, and the hover that the mouse brings up there.
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import { goTo } from './palette.ts';
import { textOf } from './text.ts';

/** Puts the caret into the middle of the last occurrence of `part` in the first line of the open file that has `text`. */
export async function placeCaret(page: Page, file: string, text: string, part = text): Promise<void> {
  const { line, column } = find(await readFile(file, 'utf8'), text, part);
  const name = file.split(/[\\/]/).at(-1);
  await page.locator(`.tab[data-resource-name="${name}"]`).click();
  await goTo(page, line, column);
}

/** The text of the hover that shows when the mouse rests there. */
export async function hoverAt(page: Page, file: string, text: string, part = text): Promise<string> {
  await placeCaret(page, file, text, part);
  const hover = page.locator('.monaco-hover:not(.hidden) .hover-contents');
  return eventually(async () => {
    const { x, y } = await caretPoint(page);
    await page.mouse.move(x + 60, y + 90);
    await page.mouse.move(x, y, { steps: 5 });
    await hover.first().waitFor({ timeout: 4000 });
    const shown = await textOf(hover);
    if (!shown || /^Loading/.test(shown)) throw new Error(`The hover on ${text} stays empty.`);
    return shown;
  });
}

/** Where a text stands, 1-based as the quick input counts. */
function find(source: string, text: string, part: string): { line: number; column: number } {
  const lines = source.split(/\r?\n/);
  const line = lines.findIndex((candidate) => candidate.includes(text));
  if (line < 0) throw new Error(`The open file has no line with ${text}.`);
  const start = (lines[line] ?? '').indexOf(text) + text.lastIndexOf(part);
  return { line: line + 1, column: start + Math.floor(part.length / 2) + 1 };
}

/** The caret's place on the screen; it is where the text under it is, whatever the colours have done to the line. */
async function caretPoint(page: Page): Promise<{ x: number; y: number }> {
  const caret: Locator = page.locator('.editor-group-container.active .cursors-layer .cursor').first();
  const box = await caret.boundingBox({ timeout: 4000 });
  if (!box) throw new Error('The editor shows no caret.');
  return { x: box.x + 1, y: box.y + box.height / 2 };
}
