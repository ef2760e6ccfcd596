// Scans files of one folder, fetching the other files of it that their names come from.

import type { Scope } from '../lineage/model.ts';
import type { CodeFile } from './codeReference.ts';
import type { Project } from './project.ts';
import { scanFile } from './scan.ts';

/** The text of a file by its path in the folder; undefined when there is none, or it is not to be read. */
export type ReadText = (path: string) => Promise<string | undefined>;

export type ReadNow = (path: string) => string | null | undefined;

export interface Scanned {
  readonly file: CodeFile;
  /** Other files that were asked for, there or not: when one of them changes, the file is to be scanned again. */
  readonly reads: readonly string[];
}

/** Each round fetches what the one before asked for: a chain of imports is no longer than this. */
const mostRounds = 24;
/** Texts are kept up to this many characters in all. */
const mostKept = 32 * 1024 * 1024;

export class FolderScan {
  readonly #read: ReadText;
  readonly #readNow: ReadNow;
  readonly #project: Project;
  readonly #texts = new Map<string, string | undefined>();
  #kept = 0;
  #asked = new Set<string>();
  #current: readonly [path: string, text: string] = ['', ''];

  /**
   * `readNow` answers at once where that is possible: null when there is no such file, undefined when `read` is to be
   * asked. `defaults` is where runs go when neither code nor the environment that it sets says so, by the path's start.
   */
  constructor(read: ReadText, defaults: Readonly<Record<string, Scope>>, readNow: ReadNow = () => undefined) {
    this.#read = read;
    this.#readNow = readNow;
    const prefixes = Object.keys(defaults).sort((a, b) => b.length - a.length);
    const current = () => this.#current;
    const known = (path: string) => this.#known(path);
    this.#project = {
      read: known,
      get defaults() {
        return defaults[prefixes.find((prefix) => current()[0].startsWith(prefix)) ?? ''] ?? {};
      },
    };
  }

  /** Scans a file as `scanFile` does, with the files in view that it imports or loads. Never rejects. */
  async scan(path: string, text: string): Promise<Scanned> {
    if (this.#kept > mostKept) {
      this.#texts.clear();
      this.#kept = 0;
    }
    for (let round = 0; ; round++) {
      this.#asked = new Set();
      this.#current = [path, text];
      const file = scanFile(path, text, this.#project);
      const reads = [...this.#asked];
      const missing = reads.filter((it) => !this.#texts.has(it));
      if (missing.length === 0 || round === mostRounds) return { file, reads };
      await Promise.all(missing.map((it) => this.text(it)));
    }
  }

  /** The text of a file, read once until it is forgotten. */
  async text(path: string): Promise<string | undefined> {
    if (!this.#texts.has(path)) {
      const now = this.#readNow(path);
      this.#put(path, now === undefined ? await this.#read(path).catch(() => undefined) : (now ?? undefined));
    }
    return this.#texts.get(path);
  }

  #put(path: string, text: string | undefined): void {
    this.#texts.set(path, text);
    this.#kept += text?.length ?? 0;
  }

  #known(path: string): string | undefined {
    if (path === this.#current[0]) return this.#current[1];
    this.#asked.add(path);
    if (!this.#texts.has(path)) {
      const text = this.#readNow(path);
      if (text !== undefined) this.#put(path, text ?? undefined);
    }
    return this.#texts.get(path);
  }

  /** To be called when a file was changed, made or deleted. */
  forget(path: string): void {
    this.#kept -= this.#texts.get(path)?.length ?? 0;
    this.#texts.delete(path);
  }
}
