// The map's page in a browser without an editor around it: takes pictures as the extension host sends them.

import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { FromView, ToView } from '../../../src/protocol/messages.ts';
import type { Picture } from '../../../src/protocol/picture.ts';
import { launchBrowser } from '../hosts/chromium.ts';
import { repository } from '../hosts/paths.ts';
import { type Theme, themes } from './themes.ts';

export interface MapPage {
  readonly page: Page;
  send(message: ToView): Promise<void>;
  show(picture: Picture): Promise<void>;
  /** What the page has sent, in order. */
  posted(): Promise<readonly FromView[]>;
  close(): Promise<void>;
}

export interface MapPageOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** What the page saved before. */
  readonly saved?: unknown;
  readonly reducedMotion?: boolean;
  /** The page's clock can be stopped and moved on by hand, with `page.clock`. */
  readonly clock?: boolean;
  /** A running browser to use; it is left open. */
  readonly browser?: Browser;
}

/** A page by itself is told the time to the twentieth part of what others are told: enough to tell frames apart. */
const isolated = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** Needs the built bundle in dist/webview. */
export async function openMapPage(options: MapPageOptions = {}): Promise<MapPage> {
  const { theme = 'dark', width = 1200, height = 800, saved = null, reducedMotion = false } = options;
  const own = options.browser ? undefined : await launchBrowser();
  const browser = options.browser ?? own;
  if (!browser) throw new Error('There is no browser.');
  const page = await browser.newPage({
    viewport: { width, height },
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  if (options.clock) await page.clock.install();
  const folder = join(repository, 'dist', 'webview');
  await page.route('https://map.test/**', async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '')
      await route.fulfill({ contentType: 'text/html', headers: isolated, body: html(theme, saved) });
    else await route.fulfill({ path: join(folder, name) });
  });
  await page.goto('https://map.test/');
  const send = (message: ToView) =>
    page.evaluate(
      (data) =>
        (globalThis as unknown as { postMessage(data: unknown, to: string): void }).postMessage(data, '*'),
      message,
    );
  return {
    page,
    send,
    show: (picture) => send({ type: 'show', picture, words: {} }),
    posted: () => page.evaluate(() => (globalThis as unknown as { posted: FromView[] }).posted),
    close: async () => {
      await page.close();
      await own?.close();
    },
  };
}

function html(theme: Theme, saved: unknown): string {
  const colours = Object.entries(themes[theme]).map(([name, value]) => `--vscode-${name}: ${value};`);
  const kind = {
    dark: 'dark',
    light: 'light',
    contrast: 'high-contrast',
    contrastLight: 'high-contrast-light',
  };
  const fonts = '--vscode-font-family: system-ui, sans-serif; --vscode-font-size: 13px;';
  const state = JSON.stringify(saved).replace(/</g, '\\u003c');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Map</title>
<link rel="stylesheet" href="main.css"><style>:root{${colours.join('')}${fonts}}</style></head>
<body class="vscode-${kind[theme]}"><script>
globalThis.posted = []; globalThis.saved = ${state};
globalThis.acquireVsCodeApi = () => ({
  postMessage: (message) => posted.push(message), getState: () => saved, setState: (next) => { saved = next; },
});
</script><script src="main.js"></script></body></html>`;
}
