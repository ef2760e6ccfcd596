// The files of a folder as a git revision has them: reads objects that are there, and runs nothing of the repository.

import { execFile, spawn } from 'node:child_process';
import { UsageError } from '../usage.ts';

/** Larger files are not source; bytes. */
const largest = 8 * 1024 * 1024;
/** `cat-file` applies no filters; objects that a partial clone lacks stay missing. */
const env = { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };

export interface GitTree {
  /** Relative to the folder, with `/`, sorted. */
  readonly paths: readonly string[];
  /** The bytes of a file; undefined when there is none, or it is over 8 MB. */
  read(path: string): Promise<Uint8Array | undefined>;
  close(): void;
}

/** Opens what `dir` was at `revision`. Throws a UsageError when git does not know it, or `dir` is in no repository. */
export async function openGitTree(dir: string, revision: string, signal: AbortSignal): Promise<GitTree> {
  const commit = (
    await git(dir, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], signal)
  ).trim();
  const listed = await git(dir, ['ls-tree', '-r', '-z', '-l', commit], signal);
  const objects = new Map(
    listed.split('\0').flatMap((line): readonly (readonly [string, string])[] => {
      const [, object, size, path] = /^\d+ blob ([0-9a-f]+) +(\d+)\t(.*)$/s.exec(line) ?? [];
      return object && path && Number(size) <= largest ? [[path, object]] : [];
    }),
  );
  const blobs = openBlobs(dir, signal);
  return {
    paths: [...objects.keys()].sort(),
    async read(path) {
      const object = objects.get(path);
      return object === undefined ? undefined : blobs.read(object);
    },
    close: blobs.close,
  };
}

/** Which files of the folder git takes for moved from one revision to the other, by their paths before. */
export async function movedFiles(
  dir: string,
  before: string,
  after: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const plain = ['--no-ext-diff', '--no-textconv', '--no-color'];
  const asked = ['--name-status', '-z', '-M', '--diff-filter=R', '--relative', '--end-of-options'];
  const parts = (await git(dir, ['diff', ...plain, ...asked, before, after], signal)).split('\0');
  const moved = new Map<string, string>();
  for (let index = 0; index + 2 < parts.length; index += 3)
    moved.set(parts[index + 1] ?? '', parts[index + 2] ?? '');
  return moved;
}

function git(dir: string, args: readonly string[], signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      'git',
      ['-C', dir, ...args],
      { env, signal, maxBuffer: 1 << 30, encoding: 'utf8' },
      (error, out, err) => {
        if (signal.aborted) reject(signal.reason);
        else if (error && 'code' in error && error.code === 'ENOENT')
          reject(new UsageError('there is no git'));
        else if (error) reject(new UsageError(err.trim().split('\n')[0] || `git knows no "${args.at(-1)}"`));
        else resolve(out);
      },
    );
  });
}

/** One process that is asked for objects one after the other. */
function openBlobs(dir: string, signal: AbortSignal) {
  const child = spawn('git', ['-C', dir, 'cat-file', '--batch'], {
    env,
    signal,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const waiting: { resolve(bytes: Uint8Array | undefined): void; reject(reason: unknown): void }[] = [];
  let buffered: Buffer = Buffer.alloc(0);
  const end = (reason: unknown) => {
    for (const { reject } of waiting.splice(0)) reject(reason);
  };
  child.on('error', end);
  child.on('close', () => end(new Error('git cat-file ended early')));
  child.stdin.on('error', end);
  child.stdout.on('data', (chunk: Buffer) => {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
    for (let answer = next(buffered); answer; answer = next(buffered)) {
      buffered = answer.rest;
      waiting.shift()?.resolve(answer.bytes);
    }
  });
  return {
    read: (object: string) =>
      new Promise<Uint8Array | undefined>((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${object}\n`);
      }),
    close: () => child.stdin.end(),
  };
}

/** The first whole answer: `<object> <kind> <size>` and that many bytes, or `<object> missing`. */
function next(buffer: Buffer): { readonly bytes: Uint8Array | undefined; readonly rest: Buffer } | undefined {
  const end = buffer.indexOf('\n');
  if (end < 0) return undefined;
  const [, , size] = buffer.toString('latin1', 0, end).split(' ');
  if (size === undefined) return { bytes: undefined, rest: buffer.subarray(end + 1) };
  const last = end + 1 + Number(size);
  if (buffer.length <= last) return undefined;
  return { bytes: new Uint8Array(buffer.subarray(end + 1, last)), rest: buffer.subarray(last + 1) };
}
