// The scanner as the editor has it: in a thread of its own where there is Node, beside all else in a browser.

import * as vscode from 'vscode';
import type { CodeFile } from '../python/codeReference.ts';
import { FolderScan, type ReadText, type Scanned } from '../python/folderScan.ts';
import { ScanCache } from '../python/scanCache.ts';
import type { FromScanner, Opening, ToScanner } from '../python/scanMessages.ts';

/** Set when a bundle is built. */
declare const inBrowser: boolean;
/** Set when a bundle is built: changes whenever the scanner does. */
declare const scannerVersion: string;

export interface Scanner extends vscode.Disposable {
  /** Rejects only when the thread fails or is stopped. */
  scan(path: string, text: string): Promise<Scanned>;
  /** Another text than the file's own; nothing is kept of it. Rejects as `scan` does. */
  scanApart(path: string, text: string): Promise<CodeFile>;
  /** Tells the files of the disk that the scanner may read by itself, until they are forgotten. */
  know(files: readonly (readonly [path: string, file: string])[]): void;
  /** Of files on the disk, by absolute paths: those to be scanned, and those that could not be read. */
  sift(paths: readonly string[]): Promise<readonly string[]>;
  /** To be called when a file was changed, made or deleted. */
  forget(path: string): void;
  /** What to hand over the next time as `saved`; undefined when nothing is new. */
  save(): Promise<string | undefined>;
}

/** `read` answers the scanner's questions for other files of the workspace. */
export function openScanner(
  extension: vscode.Uri,
  { saved, defaults }: Omit<Opening, 'version'>,
  read: ReadText,
): Scanner {
  const version = `${scannerVersion} ${JSON.stringify(defaults)}`;
  return inBrowser
    ? scanHere(new ScanCache(new FolderScan(read, defaults), version, saved))
    : new ScanThread(
        vscode.Uri.joinPath(extension, 'dist/scanWorker.js'),
        { version, saved, defaults },
        read,
      );
}

function scanHere(scanner: ScanCache): Scanner {
  return {
    scan: (path, text) => scanner.scan(path, text),
    scanApart: (path, text) => scanner.scanApart(path, text),
    know: () => undefined,
    sift: async (paths) => paths,
    forget: (path) => scanner.forget(path),
    save: async () => scanner.save(),
    dispose: () => undefined,
  };
}

interface Waiting {
  resolve(message: FromScanner): void;
  reject(error: Error): void;
}

type Thread = InstanceType<typeof import('node:worker_threads').Worker>;

class ScanThread implements Scanner {
  readonly #read: ReadText;
  readonly #thread: Thread | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #failed: Error | undefined;

  constructor(program: vscode.Uri, opening: Opening, read: ReadText) {
    this.#read = read;
    const node = (globalThis as { readonly process?: NodeJS.Process }).process;
    const threads = node?.getBuiltinModule('node:worker_threads');
    this.#thread = threads && new threads.Worker(program.fsPath);
    this.#thread?.on('message', (message: FromScanner) => this.#hear(message));
    this.#thread?.on('error', (error: Error) => this.#fail(error));
    this.#thread?.on('exit', () => this.#fail(new Error('The scanner has stopped.')));
    this.#say({ kind: 'open', opening });
  }

  async scan(path: string, text: string): Promise<Scanned> {
    const answer = await this.#ask((id) => ({ kind: 'scan', id, path, text }));
    if (answer.kind !== 'scanned') throw new Error('The scanner gave no scan.');
    return answer.scanned;
  }

  async scanApart(path: string, text: string): Promise<CodeFile> {
    const answer = await this.#ask((id) => ({ kind: 'scanApart', id, path, text }));
    if (answer.kind !== 'scanned') throw new Error('The scanner gave no scan.');
    return answer.scanned.file;
  }

  know(files: readonly (readonly [path: string, file: string])[]): void {
    this.#say({ kind: 'know', files });
  }

  async sift(paths: readonly string[]): Promise<readonly string[]> {
    const answer = await this.#ask((id) => ({ kind: 'sift', id, paths }));
    if (answer.kind !== 'sifted') return paths;
    return [...answer.sifted.matter, ...answer.sifted.failed.map(({ path }) => path)];
  }

  forget(path: string): void {
    this.#say({ kind: 'forget', path });
  }

  async save(): Promise<string | undefined> {
    const answer = await this.#ask((id) => ({ kind: 'save', id }));
    return answer.kind === 'saved' ? answer.text : undefined;
  }

  dispose(): void {
    void this.#thread?.terminate();
  }

  #say(message: ToScanner): void {
    this.#thread?.postMessage(message);
  }

  #ask(message: (id: number) => ToScanner): Promise<FromScanner> {
    if (this.#failed) return Promise.reject(this.#failed);
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#say(message(id));
    });
  }

  #hear(message: FromScanner): void {
    if (message.kind === 'ask') {
      const tell = (text: string | undefined) => this.#say({ kind: 'text', id: message.id, text });
      this.#read(message.path).then(tell, () => tell(undefined));
      return;
    }
    this.#waiting.get(message.id)?.resolve(message);
    this.#waiting.delete(message.id);
  }

  #fail(error: Error): void {
    this.#failed = error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
