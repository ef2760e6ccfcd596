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

/** A file that stays open while it is read in pieces, so that all pieces are of the same file. */
export interface OpenFile {
  /** Fills `into` with the bytes from `position` on; gives how many there were, fewer only at the file's end. */
  read(into: Uint8Array, position: number, signal: AbortSignal): Promise<number>;
  close(): Promise<void>;
}

/** Absolute paths with `/`. Every function rejects with an Error whose `code` is `ENOENT`, `EACCES`, … as Node's do. */
export interface Files {
  /** Bytes of a file; with `start` and `end`, only those (end exclusive, clipped to the file). */
  read(path: string, signal: AbortSignal, start?: number, end?: number): Promise<Uint8Array>;
  open(path: string, signal: AbortSignal): Promise<OpenFile>;
  list(path: string, signal: AbortSignal): Promise<readonly FileEntry[]>;
  stat(path: string, signal: AbortSignal): Promise<FileFacts>;
  /**
   * The same without waiting, which for thousands takes half the time, where the disk has proved quick; undefined
   * elsewhere, and for what cannot be asked: then `stat` tells more. Whoever asks for many gives others their turn.
   */
  statAtOnce?(path: string): FileFacts | undefined;
  /** The path with its links followed; the path itself where links cannot be told. */
  realPath(path: string, signal: AbortSignal): Promise<string>;
}

/** Keeps what is costly to find out between two starts. Anything in it may be lost or odd at any time. */
export interface Cache {
  /** What was last kept under a key; undefined when there is nothing or it cannot be read. Never rejects. */
  get(namespace: string, key: string): Promise<Uint8Array | undefined>;
  /** Keeps bytes under a key, in the place of what was there. Never rejects: what cannot be kept is found out again. */
  set(namespace: string, key: string, bytes: Uint8Array): Promise<void>;
  /** Forgets all of a namespace. Never rejects. */
  clear(namespace: string): Promise<void>;
}

/** Keeps nothing. */
export const noCache: Cache = {
  get: async () => undefined,
  set: async () => undefined,
  clear: async () => undefined,
};

/** The machine on which the host runs. */
export interface Machine {
  readonly name: string;
  /** Whether a process lives; undefined when that cannot be told. */
  alive(process: number): boolean | undefined;
  /** A text that changes when the machine's networks do: a cable, a wireless network, a tunnel. */
  networks(): string;
}

/** A repository's past; never writes, never fetches. */
export interface Git {
  /** The text of a file by its absolute path, as a commit (its hash in full) has it; undefined when git has none. */
  fileAt(commit: string, path: string, signal: AbortSignal): Promise<string | undefined>;
}

export interface Host {
  readonly files: Files;
  /** Undefined where there are no processes to ask for: in a browser. */
  readonly machine?: Machine;
  readonly cache: Cache;
  /** Absent where there is no git, or the folder is not trusted. */
  readonly git?: Git;
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
