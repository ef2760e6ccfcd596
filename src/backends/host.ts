// Everything of the outside world that a backend may touch, handed in: files, network, environment, clock.

export interface FileEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** Whether the entry is a symbolic link to such a thing. */
  readonly link: boolean;
}

export interface FileFacts {
  readonly kind: 'file' | 'folder';
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** Absolute paths with `/`. Every function rejects with an Error whose `code` is `ENOENT`, `EACCES`, … as Node's do. */
export interface Files {
  /** Bytes of a file; with `start` and `end`, only those (end exclusive, clipped to the file). */
  read(path: string, signal: AbortSignal, start?: number, end?: number): Promise<Uint8Array>;
  list(path: string, signal: AbortSignal): Promise<readonly FileEntry[]>;
  stat(path: string, signal: AbortSignal): Promise<FileFacts>;
}

export interface Host {
  readonly files: Files;
  readonly fetch: typeof fetch;
  /** An environment variable; undefined when unset or empty. */
  env(name: string): string | undefined;
  /** The user's home folder, when there is one. */
  readonly home: string | undefined;
  /** Milliseconds since 1970. */
  now(): number;
}

/** Joins path parts with `/`; an absolute later part wins. */
export function joinPath(...parts: readonly string[]): string {
  return parts.reduce((left, right) =>
    /^(\/|[A-Za-z]:\/)/.test(right) || left === '' ? right : `${left.replace(/\/+$/, '')}/${right}`,
  );
}
