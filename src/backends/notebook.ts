// What a tracker has answered, kept between two starts: one file of notes, read whole and written a while after changes.

import * as v from 'valibot';
import { type CachedKind, getCached, setCached } from './cached.ts';
import type { Cache } from './host.ts';

/** Notes beyond so many are dropped, the oldest first: all that the largest map asks about, and lists, have room. */
const most = 12_000;
/** Milliseconds after the first change until it is written. */
const delay = 2000;

export interface Note {
  /** When it was answered, milliseconds since 1970. */
  readonly at: number;
  /** What JSON can hold. Whoever reads it checks its form. */
  readonly value: unknown;
}

export interface Notebook {
  /** Resolves when the notes are read; never rejects. */
  ready(): Promise<void>;
  get(key: string): Note | undefined;
  /** All notes whose keys begin so. */
  under(prefix: string): readonly Note[];
  set(key: string, value: unknown): void;
  /** Writes what is new at once. Never rejects. */
  flush(): Promise<void>;
  /** Writes nothing from now on; resolves when what was being written is. Never rejects. */
  close(): Promise<void>;
}

export const notebookNamespace = 'tracker';

const kind: CachedKind<Readonly<Record<string, Note>>> = {
  namespace: notebookNamespace,
  version: 2,
  schema: v.record(v.string(), v.object({ at: v.number(), value: v.unknown() })),
};

/** `name` says whose notes these are; what stands in it is not legible on the disk. */
export function openNotebook(cache: Cache, name: string, now: () => number): Notebook {
  const notes = new Map<string, Note>();
  let reading: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  let writing: Promise<void> = Promise.resolve();

  async function read(): Promise<void> {
    const kept = await getCached(cache, kind, name);
    for (const [key, note] of Object.entries(kept ?? {})) if (!notes.has(key)) notes.set(key, note);
  }

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (closed) return;
    // Another window may have written since: of both, the newer note stays.
    for (const [key, note] of Object.entries((await getCached(cache, kind, name)) ?? {}))
      if ((notes.get(key)?.at ?? 0) < note.at) notes.set(key, note);
    const newest = [...notes].sort(([, a], [, b]) => b.at - a.at);
    for (const [key] of newest.slice(most)) notes.delete(key);
    if (!closed) await setCached(cache, kind, name, Object.fromEntries(newest.slice(0, most)));
  }

  return {
    ready: () => {
      reading ??= read();
      return reading;
    },
    get: (key) => notes.get(key),
    under: (prefix) => [...notes].filter(([key]) => key.startsWith(prefix)).map(([, note]) => note),
    set(key, value) {
      if (closed) return;
      notes.set(key, { at: now(), value });
      timer ??= setTimeout(() => {
        writing = write();
      }, delay);
    },
    async flush() {
      if (timer !== undefined) writing = write();
      await writing;
    },
    close() {
      closed = true;
      clearTimeout(timer);
      return writing;
    },
  };
}
