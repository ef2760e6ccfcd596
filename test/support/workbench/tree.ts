// The tree views of the side bar: open them, read their rows, open and click rows. What is ours is called in English.

import type { Locator, Page } from 'playwright-core';
import { spoken } from '../words/spoken.ts';
import { eventually } from './eventually.ts';
import { takeEntry } from './menu.ts';
import { plain, textOf } from './text.ts';

export interface Row {
  readonly label: string;
  readonly description: string;
  /** 1 for the top rows. */
  readonly level: number;
  /** Undefined where the row has no children. */
  readonly expanded: boolean | undefined;
}

interface PlacedRow {
  /** From the top of the whole tree. */
  readonly index: number;
  readonly row: Row;
}

/** Shows a view container by its title in the activity bar. */
export async function openView(page: Page, title: string): Promise<void> {
  const door = page.locator(`.part.activitybar .action-item [aria-label^="${title}"]`).first();
  const heading = page.locator('.part.sidebar .composite.title', { hasText: title });
  await door.waitFor();
  await eventually(async () => {
    if (!(await heading.isVisible())) await door.click();
    await heading.waitFor({ timeout: 2000 });
  });
}

/** The rows of a tree view from top to bottom, those scrolled out of sight included. */
export async function treeRows(page: Page, view: string): Promise<readonly Row[]> {
  const list = (await openPane(page, view)).locator('.monaco-list');
  const seen = new Map<number, Row>();
  await eventually(async () => {
    seen.clear();
    let total = 0;
    // Where the rows change on the way, once more from the top.
    for await (const rows of screens(page, list)) {
      total = await countRows(list);
      for (const { index, row } of rows) seen.set(index, row);
      if (seen.size >= total) return;
    }
    throw new Error(`${view}: ${seen.size} of ${total} rows came into sight.`);
  });
  return [...seen].sort(([a], [b]) => a - b).map(([, row]) => row);
}

/** What a view says where it has no rows: its welcome text or its message line. */
export async function viewText(page: Page, view: string): Promise<string> {
  const pane = await openPane(page, view);
  return textOf(pane.locator('.pane-body'));
}

/** What stands beside a view's title; empty where nothing does. */
export async function viewDescription(page: Page, view: string): Promise<string> {
  const header = (await openPane(page, view)).locator('.pane-header .description');
  return (await header.count()) > 0 ? textOf(header.first()) : '';
}

/** Opens the row with this label, if it is closed. */
export async function expand(page: Page, view: string, label: string): Promise<void> {
  await eventually(async () => {
    const row = await rowOf(page, view, label);
    if ((await row.getAttribute('aria-expanded', { timeout: 2000 })) === 'true') return;
    await row.locator('.monaco-tl-twistie').click({ timeout: 2000 });
    throw new Error(`${label} in ${view} does not open.`);
  });
}

/** Clicks the row with this label. */
export async function clickRow(page: Page, view: string, label: string): Promise<void> {
  await eventually(async () => {
    const row = await rowOf(page, view, label);
    await row.locator('.monaco-icon-label').first().click({ timeout: 2000 });
  });
}

/** Clicks the action with this title that a row shows when the mouse is over it. */
export async function rowAction(page: Page, view: string, label: string, title: string): Promise<void> {
  await eventually(async () => {
    const row = await rowOf(page, view, label);
    await row.hover({ timeout: 2000 });
    await row.locator(`.actions [aria-label^="${spoken(title)}"]`).click({ timeout: 2000 });
  });
}

/** Takes an entry of the menu that a row has for the right mouse button. */
export async function rowMenu(page: Page, view: string, label: string, entry: string): Promise<void> {
  await takeEntry(page, entry, async () => {
    const row = await rowOf(page, view, label);
    await row.click({ button: 'right', timeout: 2000 });
  });
}

async function rowOf(page: Page, view: string, label: string): Promise<Locator> {
  const pane = await openPane(page, view);
  const name = page.locator('.label-name').getByText(spoken(label), { exact: true });
  const row = pane.locator('.monaco-list-row').filter({ has: name }).first();
  await eventually(async () => {
    for await (const _ of screens(page, pane.locator('.monaco-list'))) if (await row.isVisible()) return;
    await row.waitFor({ timeout: 1000 });
  });
  return row;
}

async function openPane(page: Page, view: string): Promise<Locator> {
  const title = page.locator('.pane-header h3.title').getByText(spoken(view), { exact: true });
  const pane = page.locator('.part.sidebar .pane').filter({ has: title });
  const header = pane.locator('.pane-header');
  await header.waitFor();
  if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
  return pane;
}

/** The rows in sight: first as they are, then from the top of the list down in steps that leave none out. */
async function* screens(page: Page, list: Locator): AsyncGenerator<readonly PlacedRow[]> {
  yield readRows(list);
  const height = (await list.boundingBox())?.height ?? 0;
  const total = await countRows(list);
  if (total === 0 || height === 0) return;
  await list.hover({ timeout: 2000 });
  // However far a wheel turns, VS Code scrolls by little at a time.
  for (let step = 0; step <= total && !(await readRows(list)).some(({ index }) => index === 0); step++) {
    await page.mouse.wheel(0, -total * 100);
    await page.evaluate('new Promise(requestAnimationFrame)');
  }
  for (let step = 0; step <= total; step++) {
    await page.evaluate('new Promise(requestAnimationFrame)');
    yield readRows(list);
    await page.mouse.wheel(0, Math.max(20, height - 50));
  }
}

/** Only the rows in sight exist in the page, but their list is as high as all of them. */
async function countRows(list: Locator): Promise<number> {
  const heights = await list.evaluateAll(([first]) =>
    ['.monaco-list-rows', '.monaco-list-row'].map(
      (part) => first?.querySelector(part)?.getBoundingClientRect().height ?? 0,
    ),
  );
  const [whole = 0, one = 0] = heights;
  return one > 0 ? Math.round(whole / one) : 0;
}

/** All in one look: a tree that is told of changes makes its rows anew. */
async function readRows(list: Locator): Promise<readonly PlacedRow[]> {
  const rows = await list.locator('.monaco-list-row').evaluateAll((elements) =>
    elements.map((row) => {
      const text = (part: string) => {
        const found: Iterable<{ readonly innerText: string }> = row.querySelectorAll(part);
        return Array.from(found, ({ innerText }) => innerText).join('\n');
      };
      return {
        index: Number(row.getAttribute('data-index')),
        label: text('.label-name'),
        description: text('.label-description'),
        level: Number(row.getAttribute('aria-level')),
        expanded: row.getAttribute('aria-expanded'),
      };
    }),
  );
  return rows.map(({ index, label, description, level, expanded }) => ({
    index,
    row: {
      label: plain(label),
      description: plain(description),
      level,
      expanded: expanded === null ? undefined : expanded === 'true',
    },
  }));
}
