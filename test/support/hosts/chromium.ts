// Finds a Chrome, Chromium or Edge on this machine and starts it without a window.
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { findOnPath, isExecutable } from './command.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser without a window; fails with what to install when there is none. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath)
    throw new Error(
      'No Chrome, Chromium or Edge found. Install one (Debian: apt-get install chromium), ' +
        'or name it in ARTIFACT_LINEAGE_BROWSER.',
    );
  return chromium.launch({ executablePath, headless: true, args: flags });
}

/** The path of the first browser found, one named by ARTIFACT_LINEAGE_BROWSER or CHROME_PATH before all others. */
export function findBrowser(): string | undefined {
  const named = process.env.ARTIFACT_LINEAGE_BROWSER ?? process.env.CHROME_PATH;
  if (named) return named;
  return usualPlaces().find(isExecutable) ?? ownDownload();
}

function usualPlaces(): readonly string[] {
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  if (process.platform === 'win32')
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
      const root = process.env[variable];
      if (!root) return [];
      return [
        join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(root, 'Chromium', 'Application', 'chrome.exe'),
        join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ];
    });
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge'];
  return names.flatMap((name) => findOnPath(name) ?? []);
}

/** Playwright's own download, where some other project has made it. */
function ownDownload(): string | undefined {
  const cache = {
    darwin: join(homedir(), 'Library', 'Caches', 'ms-playwright'),
    win32: join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright'),
  };
  const root = cache[process.platform as keyof typeof cache] ?? join(homedir(), '.cache', 'ms-playwright');
  const inside = [
    ['chrome-linux', 'chrome'],
    ['chrome-linux64', 'chrome'],
    ['chrome-mac', 'Chromium.app', 'Contents', 'MacOS', 'Chromium'],
    ['chrome-win', 'chrome.exe'],
  ];
  const builds = foldersIn(root).filter((name) => name.startsWith('chromium-'));
  return builds.flatMap((name) => inside.map((path) => join(root, name, ...path))).find(isExecutable);
}

function foldersIn(path: string): readonly string[] {
  try {
    return readdirSync(path).sort().reverse();
  } catch {
    return [];
  }
}
