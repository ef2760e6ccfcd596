// The scanner's own thread beside the extension host: scans what it is sent, and asks back for files that it needs.

import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { sourceReader } from './node/sourceReader.ts';
import { FolderScan } from './python/folderScan.ts';
import { sift } from './python/markers.ts';
import { ScanCache } from './python/scanCache.ts';
import type { FromScanner, Opening, ToScanner } from './python/scanMessages.ts';

const asked = new Map<number, (text: string | undefined) => void>();
let last = 0;
/** Files that may be read from the disk: those that nobody is editing. */
const onDisk = new Map<string, string>();
/** Files that were changed since: only the other side knows how they are now. */
const changed = new Set<string>();
let scanner: ScanCache | undefined;

function say(message: FromScanner): void {
  parentPort?.postMessage(message);
}

function ask(path: string): Promise<string | undefined> {
  const id = ++last;
  return new Promise((resolve) => {
    asked.set(id, resolve);
    say({ kind: 'ask', id, path });
  });
}

function open({ version, saved, defaults }: Opening): ScanCache {
  return new ScanCache(new FolderScan(ask, defaults, readNow), version, saved);
}

function readNow(path: string): string | null | undefined {
  const file = onDisk.get(path);
  // All code of the folder is told, configurations are not.
  if (file === undefined)
    return onDisk.size > 0 && /\.py$/i.test(path) && !changed.has(path) ? null : undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

async function hear(message: ToScanner): Promise<void> {
  switch (message.kind) {
    case 'open':
      scanner = open(message.opening);
      return;
    case 'know':
      for (const [path, file] of message.files) onDisk.set(path, file);
      return;
    case 'scan':
      if (scanner)
        say({ kind: 'scanned', id: message.id, scanned: await scanner.scan(message.path, message.text) });
      return;
    case 'scanApart':
      if (scanner) {
        const file = await scanner.scanApart(message.path, message.text);
        say({ kind: 'scanned', id: message.id, scanned: { file, reads: [] } });
      }
      return;
    case 'sift':
      say({ kind: 'sifted', id: message.id, sifted: sift(message.paths, sourceReader()) });
      return;
    case 'save':
      say({ kind: 'saved', id: message.id, text: scanner?.save() });
      return;
    case 'forget':
      onDisk.delete(message.path);
      changed.add(message.path);
      scanner?.forget(message.path);
      return;
    case 'text':
      asked.get(message.id)?.(message.text);
      asked.delete(message.id);
  }
}

parentPort?.on('message', (message: ToScanner) => void hear(message));
