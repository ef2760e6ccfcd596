// A person's hands and eyes on a real workbench in a browser; every word here is something a person does or sees.
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../hosts/chromium.ts';
import { type ServerHost, type ServerHostOptions, startServerHost } from '../hosts/serverHost.ts';
import { circumstances } from './circumstances.ts';
import { hoverAt, placeCaret } from './editor.ts';
import { extensionLog, filesWith, keepEvidence } from './evidence.ts';
import { type LineageMap, lineageMap } from './lineageMap.ts';
import { notices } from './notices.ts';
import { answer, openFile, pick, pickSeveral, runCommand } from './palette.ts';
import {
  clickRow,
  expand,
  openView,
  type Row,
  rowAction,
  rowMenu,
  treeRows,
  viewDescription,
  viewText,
} from './tree.ts';

export interface WorkbenchOptions extends ServerHostOptions {
  /** The folder to open. */
  readonly folder: string;
}

export interface Workbench {
  readonly openView: (title: string) => Promise<void>;
  readonly treeRows: (view: string) => Promise<readonly Row[]>;
  readonly viewText: (view: string) => Promise<string>;
  readonly expand: (view: string, label: string) => Promise<void>;
  readonly clickRow: (view: string, label: string) => Promise<void>;
  /** Takes an entry of the menu of a row. */
  readonly rowMenu: (view: string, label: string, entry: string) => Promise<void>;
  /** Clicks an action that a row shows under the mouse, by its title. */
  readonly rowAction: (view: string, label: string, title: string) => Promise<void>;
  /** Takes a row of the quick pick that is open. */
  readonly pick: (label: string) => Promise<void>;
  readonly pickSeveral: (...labels: readonly string[]) => Promise<void>;
  readonly openFile: (path: string) => Promise<void>;
  /** In the file opened last: the first line with the text, the last occurrence of the part in it. */
  readonly placeCaret: (text: string, part?: string) => Promise<void>;
  readonly hoverAt: (text: string, part?: string) => Promise<string>;
  readonly runCommand: (title: string) => Promise<void>;
  readonly map: () => Promise<LineageMap>;
  /** Reloads the window as its command does, which saves what is open first. */
  readonly reload: () => Promise<void>;
  readonly notices: () => Promise<readonly string[]>;
  /** What the extension has logged so far. */
  readonly log: () => Promise<string>;
  /** The files that hold a text among all that the server keeps: logs, caches, settings. */
  readonly filesWith: (text: string) => Promise<readonly string[]>;
  /** What stands beside a view's title. */
  readonly viewDescription: (view: string) => Promise<string>;
  /** Types into the input box whose prompt says `prompt`, and confirms. */
  readonly answer: (prompt: string, text: string) => Promise<void>;
  /** Writes a picture of the window to a PNG file. */
  readonly screenshot: (path: string) => Promise<void>;
  /** Keeps a picture and the logs for whoever looks into a failure; gives the folder they are in. */
  readonly keepEvidence: (journey: string) => Promise<string>;
  /** Closes the page and the server, and removes the server's data. */
  readonly closeAll: () => Promise<void>;
  /** The page itself, for what is not said above. */
  readonly page: Page;
}

const ourDoor = '.part.activitybar .action-item [aria-label^="Artifact Lineage"]';

/** Starts a server of its own under the circumstances of the run, opens the folder in a browser, and waits until we are in it. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const { folder, ...hostOptions } = options;
  const { extension, kind, ...here } = await circumstances();
  const host = await startServerHost({ ...here, ...hostOptions });
  const url = host.urlOf({ folder, ...(extension && { extension }), ...(kind && { kind }) });
  return visitWorkbench(host, url, folder);
}

/** Opens an address of a running server in a browser of its own; closing the workbench closes that server too. */
export async function visitWorkbench(host: ServerHost, url: string, folder: string): Promise<Workbench> {
  let browser: Browser | undefined;
  const closeAll = async () => {
    await browser?.close();
    await host.close();
  };
  try {
    browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await page.goto(url);
    // A file that is opened before VS Code knows its extensions opens in none of their editors.
    await page.locator(ourDoor).first().waitFor({ timeout: 60_000 });
    return { ...handsAndEyes(page, folder, host.dataFolder), closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function handsAndEyes(page: Page, folder: string, dataFolder: string): Omit<Workbench, 'closeAll'> {
  let file = '';
  return {
    page,
    openView: (title) => openView(page, title),
    treeRows: (view) => treeRows(page, view),
    viewText: (view) => viewText(page, view),
    expand: (view, label) => expand(page, view, label),
    clickRow: (view, label) => clickRow(page, view, label),
    rowMenu: (view, label, entry) => rowMenu(page, view, label, entry),
    rowAction: (view, label, title) => rowAction(page, view, label, title),
    pick: (label) => pick(page, label),
    pickSeveral: (...labels) => pickSeveral(page, ...labels),
    openFile: async (path) => {
      await openFile(page, path);
      file = join(folder.endsWith('.code-workspace') ? dirname(folder) : folder, path);
    },
    placeCaret: (text, part) => placeCaret(page, file, text, part),
    hoverAt: (text, part) => hoverAt(page, file, text, part),
    runCommand: (title) => runCommand(page, title),
    map: () => lineageMap(page),
    reload: async () => {
      const loaded = page.waitForEvent('load', { timeout: 60_000 });
      // The command takes the page away before its end can be seen.
      runCommand(page, 'Developer: Reload Window').catch(() => undefined);
      await loaded;
      await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    },
    notices: () => notices(page),
    log: () => extensionLog(dataFolder),
    filesWith: (text) => filesWith(dataFolder, text),
    viewDescription: (view) => viewDescription(page, view),
    answer: (prompt, text) => answer(page, prompt, text),
    screenshot: async (path) => {
      await page.screenshot({ path });
    },
    keepEvidence: (journey) => keepEvidence(page, dataFolder, journey),
  };
}
