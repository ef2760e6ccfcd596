// Scans kept by content: what is scanned once need not be scanned again, in this session or the next.

import type { CodeFile } from './codeReference.ts';
import type { FolderScan, Scanned } from './folderScan.ts';

/** What one file yielded, and the contents that it followed from: SHA-256 in hexadecimal, empty for no such file. */
interface Entry {
  readonly digest: string;
  readonly reads: readonly (readonly [path: string, digest: string])[];
  readonly file: CodeFile;
}

interface Saved {
  readonly version: string;
  readonly files: readonly (readonly [path: string, entry: Entry])[];
}

export class ScanCache {
  readonly #scan: FolderScan;
  readonly #version: string;
  readonly #entries: Map<string, Entry>;
  readonly #used = new Set<string>();
  #changed = false;

  /**
   * `saved` is what `save` gave earlier; it is dropped unless it is whole and of the same `version`, which tells all that
   * a scan depends on besides the files: the scanner, and where runs go by default.
   */
  constructor(scan: FolderScan, version: string, saved: string | undefined) {
    this.#scan = scan;
    this.#version = version;
    this.#entries = new Map(saved === undefined ? [] : entriesOf(saved, version));
  }

  /** The file as scanned from this text and the files it reads, and the paths of those. Never rejects. */
  async scan(path: string, text: string): Promise<Scanned> {
    this.#used.add(path);
    const digest = await digestOf(text);
    const known = this.#entries.get(path);
    if (known?.digest === digest && (await this.#isFresh(known)))
      return { file: known.file, reads: known.reads.map(([read]) => read) };
    const { file, reads } = await this.#scan.scan(path, text);
    const digests = await Promise.all(
      reads.map(async (read) => [read, await digestOf(await this.#scan.text(read))] as const),
    );
    this.#entries.set(path, { digest, reads: digests, file });
    this.#changed = true;
    return { file, reads };
  }

  /** Another text than the file's own, e.g. an earlier one: scanned in its place, and nothing is kept. Never rejects. */
  async scanApart(path: string, text: string): Promise<CodeFile> {
    return (await this.#scan.scan(path, text)).file;
  }

  /** To be called when a file was changed, made or deleted. */
  forget(path: string): void {
    this.#scan.forget(path);
  }

  /** What to keep for the next session: the files that were scanned in this one. Undefined when nothing is new. */
  save(): string | undefined {
    if (!this.#changed) return undefined;
    this.#changed = false;
    const files = [...this.#entries].filter(([path]) => this.#used.has(path));
    return JSON.stringify({ version: this.#version, files } satisfies Saved);
  }

  async #isFresh({ reads }: Entry): Promise<boolean> {
    for (const [path, digest] of reads)
      if ((await digestOf(await this.#scan.text(path))) !== digest) return false;
    return true;
  }
}

function entriesOf(saved: string, version: string): Saved['files'] {
  try {
    const read: Partial<Saved> | null = JSON.parse(saved);
    return read?.version === version ? (read.files ?? []) : [];
  } catch {
    return [];
  }
}

async function digestOf(text: string | undefined): Promise<string> {
  if (text === undefined) return '';
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
