// Values in a cache: each with its format's version and a checksum, and parsed again before it is believed.

import * as v from 'valibot';
import { crc32 } from './crc32.ts';
import { type Cache, noCache } from './host.ts';

/** A kind of text: its place in the cache and the version of its format. */
export interface CachedText {
  readonly namespace: string;
  /** Raise it whenever the format, or the meaning of what is kept, changes. */
  readonly version: number | string;
}

/** A kind of value: as JSON, and what it must look like. */
export interface CachedKind<T> extends CachedText {
  readonly schema: v.GenericSchema<unknown, T>;
}

/** The value kept under a key; undefined when there is none, or one of another version, or a damaged one. */
export async function getCached<T>(cache: Cache, kind: CachedKind<T>, key: string): Promise<T | undefined> {
  const text = await getCachedText(cache, kind, key);
  if (text === undefined) return undefined;
  try {
    const parsed = v.safeParse(kind.schema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value, which JSON must be able to hold. */
export async function setCached<T>(cache: Cache, kind: CachedKind<T>, key: string, value: T): Promise<void> {
  if (cache !== noCache) await setCachedText(cache, kind, key, JSON.stringify(value));
}

/** The text kept under a key, by the same rules. */
export async function getCachedText(
  cache: Cache,
  kind: CachedText,
  key: string,
): Promise<string | undefined> {
  const bytes = await cache.get(kind.namespace, key);
  const line = bytes?.indexOf(10) ?? -1;
  if (!bytes || line < 0) return undefined;
  const body = bytes.subarray(line + 1);
  const sound = new TextDecoder().decode(bytes.subarray(0, line)) === heading(kind.version, body);
  return sound ? new TextDecoder().decode(body) : undefined;
}

export async function setCachedText(
  cache: Cache,
  kind: CachedText,
  key: string,
  text: string,
): Promise<void> {
  const body = new TextEncoder().encode(text);
  const head = new TextEncoder().encode(`${heading(kind.version, body)}\n`);
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  await cache.set(kind.namespace, key, bytes);
}

function heading(version: number | string, body: Uint8Array): string {
  return `artifact-lineage ${version} ${crc32(body)}`;
}
