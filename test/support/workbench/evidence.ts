// What a failed journey leaves behind: a picture of the window and every log that may tell why.
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { failures } from '../hosts/paths.ts';

/**
 * Writes `screenshot.png` and the extension's, the extension host's and the server's logs
 * to `.vscode-test/failures/<journey>/`, in place of what an earlier failure left there.
 */
export async function keepEvidence(page: Page, dataFolder: string, journey: string): Promise<string> {
  const folder = join(failures, journey.replaceAll(/[^\w.-]+/g, '-'));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, 'screenshot.png') }).catch(() => undefined);
  const logs = await logFiles(dataFolder, /(Artifact Lineage.*|remoteexthost|remoteagent)\.log$/);
  for (const log of logs) await cp(log, join(folder, basename(log)));
  return folder;
}

/** What the extension has written to its log; empty when it has not started. */
export async function extensionLog(dataFolder: string): Promise<string> {
  const logs = await logFiles(dataFolder, /Artifact Lineage.*\.log$/);
  return (await Promise.all(logs.map((log) => readFile(log, 'utf8')))).join('\n');
}

/** The files of the server's data (logs, caches, settings) that hold a text, by path. */
export async function filesWith(dataFolder: string, text: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(dataFolder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    // What goes away in the meantime holds nothing any more.
    if (entry.isFile() && (await readFile(path).catch(() => Buffer.alloc(0))).includes(text))
      found.push(path);
  }
  return found;
}

async function logFiles(dataFolder: string, wanted: RegExp): Promise<readonly string[]> {
  const root = join(dataFolder, 'data', 'logs');
  const files = await readdir(root, { recursive: true }).catch(() => []);
  return files.filter((name) => wanted.test(name)).map((name) => join(root, name));
}
