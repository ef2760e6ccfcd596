// What a tracker has answered, kept between two starts: one file of notes, read whole and written a while after changes.

import * as v from 'valibot';
import { type CachedKind, getCached, setCached } from './cached.ts';
import type { Cache } from './host.ts';
import { isPacked, type Note, type PackedNotes, unpack } from './notesFile.ts';
import { inTurns } from './pace.ts';
import { pack } from './packNotes.ts';

/** Notes beyond so many are dropped, the oldest first: all that the largest map asks about, and lists, have room. */
const most = 12_000;
/** Milliseconds after the first change until it is written. */
const delay = 2000;

export interface Notebook {
  /** Resolves when the notes are read, undefined once they are; never rejects. */
  ready(): Promise<void> | undefined;
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

const kind: CachedKind<PackedNotes> = {
  namespace: notebookNamespace,
  version: 3,
  schema: v.custom<PackedNotes>(isPacked),
};
const never = new AbortController().signal;

/** `name` says whose notes these are; what stands in it is not legible on the disk. */
export function openNotebook(cache: Cache, name: string, now: () => number): Notebook {
  const notes = new Map<string, Note>();
  let reading: Promise<void> | undefined;
  let known = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  let writing: Promise<void> = Promise.resolve();

  async function kept(): Promise<ReadonlyMap<string, Note>> {
    try {
      const packed = await getCached(cache, kind, name);
      if (packed) return await inTurns(unpack(packed), never);
    } catch {
      // Not in the form in which they are written: then they are asked for again.
    }
    return new Map();
  }

  async function read(): Promise<void> {
    for (const [key, note] of await kept()) if (!notes.has(key)) notes.set(key, note);
    known = true;
  }

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (closed) return;
    // Another window may have written since: of both, the newer note stays.
    for (const [key, note] of await kept()) if ((notes.get(key)?.at ?? 0) < note.at) notes.set(key, note);
    const newest = [...notes].sort(([, a], [, b]) => b.at - a.at);
    for (const [key] of newest.slice(most)) notes.delete(key);
    const packed = await inTurns(pack(newest.slice(0, most)), never);
    if (!closed) await setCached(cache, kind, name, packed);
  }

  return {
    ready: () => {
      reading ??= read();
      return known ? undefined : reading;
    },
    get: (key) => notes.get(key),
    under(prefix) {
      const found: Note[] = [];
      for (const [key, note] of notes) if (key.startsWith(prefix)) found.push(note);
      return found;
    },
    set(key, value) {
      if (closed) return;
      notes.set(key, { at: now(), value });
      timer ??= setTimeout(() => {
        writing = writing.then(write);
      }, delay);
    },
    async flush() {
      if (timer !== undefined) writing = writing.then(write);
      await writing;
    },
    close() {
      closed = true;
      clearTimeout(timer);
      return writing;
    },
  };
}
