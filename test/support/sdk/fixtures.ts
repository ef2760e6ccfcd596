// The run folders that the real SDK wrote (`folders/make.ts`), unpacked to where a test can read them.
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { repository, temporaryFolder } from '../hosts/paths.ts';
import type { OracleEdge } from './oracle.ts';

/** What a script knows of a run that it made. */
export interface RunTruth {
  readonly key: string;
  readonly name: string;
  readonly project: string;
  readonly entity?: string;
  readonly jobType: string;
  readonly group: string | null;
  readonly tags: readonly string[];
  readonly runNotes: string | null;
  readonly exitCode?: number;
  readonly resumed?: boolean;
  readonly config?: unknown;
  readonly summary?: unknown;
  readonly forkedFrom?: unknown;
  readonly rewoundTo?: number;
  readonly logged: readonly VersionTruth[];
  readonly tables: readonly string[];
}

/** `files` are its first twenty: path, bytes, digest, reference. */
export interface VersionTruth {
  readonly type: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  readonly size: number;
  readonly fileCount: number;
  readonly digest?: string;
  readonly description?: string | null;
  readonly metadata?: unknown;
  readonly files?: readonly (readonly [string, number, string, string])[];
}

export interface Truth {
  readonly release: string;
  readonly commit: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly host: string;
  readonly user: string;
  readonly runs: readonly RunTruth[];
}

export interface Fixture {
  readonly name: string;
  /** A temporary copy with its `wandb` folder; logs are whole and plain. */
  readonly folder: string;
  readonly truth: Truth;
  /** What the server recorded; undefined for offline runs. */
  readonly oracle: readonly OracleEdge[] | undefined;
}

const source = join(repository, 'test', 'fixtures', 'folders');

/** The names of all fixtures, such as `online-0.19.11`. */
export async function fixtureNames(): Promise<readonly string[]> {
  return (await readdir(source)).sort();
}

/** Unpacks a fixture; `remove` it when done. */
export async function openFixture(name: string): Promise<Fixture & { readonly remove: () => Promise<void> }> {
  const folder = await temporaryFolder('fixture');
  await cp(join(source, name), folder, { recursive: true });
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.gz')) continue;
    const path = join(entry.parentPath, entry.name);
    await writeFile(path.slice(0, -'.gz'.length), gunzipSync(await readFile(path)));
    await rm(path);
  }
  const json = async (file: string) => JSON.parse(await readFile(join(folder, file), 'utf8'));
  return {
    name,
    folder: folder.replaceAll('\\', '/'),
    truth: await json('truth.json'),
    oracle: await json('oracle.json').catch(() => undefined),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
