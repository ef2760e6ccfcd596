// Files by Node's own file system, which is handed in so that the core also runs where there is no Node.

import type { FileEntry, FileFacts, Files, OpenFile } from './host.ts';
import { pace } from './pace.ts';

type NodeFileSystem = Pick<
  typeof import('node:fs'),
  'promises' | 'openSync' | 'readSync' | 'closeSync' | 'statSync' | 'read'
>;

/** A read of no more than this may block where the disk is quick; more is read aside; bytes. */
const small = 64 * 1024;
/** Most files are small: one that ends within so many bytes is not asked for its size. */
const firstPiece = 4 * 1024;

/**
 * Ranged reads touch only the asked bytes, so that large logs never come whole into memory. Small things are read
 * without a thread where the disk has proved quick: that takes a seventh of the time, in turns of a few milliseconds.
 */
export function nodeFiles(fs: NodeFileSystem): Files {
  const { quickly, aside, ifQuick } = pace();

  async function open(path: string, signal: AbortSignal): Promise<OpenFile> {
    signal.throwIfAborted();
    const file = await quickly(
      () => fs.openSync(path, 'r'),
      () => fs.promises.open(path, 'r'),
    );
    return {
      read: (into, position, inner) => fill(file, into, position, inner),
      close: async () => (typeof file === 'number' ? fs.closeSync(file) : file.close()),
    };
  }

  type Handle = number | Awaited<ReturnType<NodeFileSystem['promises']['open']>>;

  async function fill(file: Handle, into: Uint8Array, from: number, signal: AbortSignal): Promise<number> {
    let filled = 0;
    while (filled < into.length) {
      signal.throwIfAborted();
      const count = await readSome(file, filled > 0 ? into.subarray(filled) : into, from + filled);
      if (count === 0) break;
      filled += count;
    }
    return filled;
  }

  async function readSome(file: Handle, into: Uint8Array, position: number): Promise<number> {
    if (typeof file !== 'number')
      return aside(async () => (await file.read(into, 0, into.length, position)).bytesRead);
    const wait = () =>
      new Promise<number>((resolve, reject) => {
        fs.read(file, into, 0, into.length, position, (error, count) =>
          error ? reject(error) : resolve(count),
        );
      });
    return into.length > small
      ? wait()
      : quickly(() => fs.readSync(file, into, 0, into.length, position), wait);
  }

  const statOf = (path: string) =>
    quickly(
      () => fs.statSync(path),
      () => fs.promises.stat(path),
    );

  return {
    open,
    async read(path, signal, start = 0, end) {
      const file = await open(path, signal);
      try {
        const piece = new Uint8Array(
          Math.max(0, Math.min(end ?? start + firstPiece, start + firstPiece) - start),
        );
        const filled = await file.read(piece, start, signal);
        if (filled < piece.length || end === start + piece.length) return piece.subarray(0, filled);
        const { size } = await statOf(path);
        const bytes = new Uint8Array(Math.max(0, Math.min(end ?? size, size) - start));
        bytes.set(piece.subarray(0, bytes.length));
        const rest = await file.read(bytes.subarray(piece.length), start + piece.length, signal);
        return bytes.subarray(0, piece.length + rest);
      } finally {
        await file.close();
      }
    },
    async list(path, signal) {
      signal.throwIfAborted();
      const entries = await aside(() => fs.promises.readdir(path, { withFileTypes: true }));
      const kindOf = (it: { isDirectory(): boolean } | undefined) => (it?.isDirectory() ? 'folder' : 'file');
      const found: FileEntry[] = [];
      for (const entry of entries) {
        const { name } = entry;
        if (!entry.isSymbolicLink()) found.push({ name, kind: kindOf(entry), link: false });
        else {
          const target = await fs.promises.stat(`${path}/${name}`).catch(() => undefined);
          found.push({ name, kind: kindOf(target), link: true });
        }
      }
      return found;
    },
    async stat(path, signal) {
      signal.throwIfAborted();
      return factsOf(await statOf(path));
    },
    statAtOnce(path) {
      try {
        const stats = ifQuick(() => fs.statSync(path, quietly));
        return stats && factsOf(stats);
      } catch {
        return undefined;
      }
    },
    async realPath(path, signal) {
      signal.throwIfAborted();
      return (await fs.promises.realpath(path)).replaceAll('\\', '/');
    },
  };
}

const quietly = { throwIfNoEntry: false } as const;

interface Stats {
  isDirectory(): boolean;
  readonly size: number;
  readonly mtimeMs: number;
}

function factsOf(stats: Stats): FileFacts {
  return { kind: stats.isDirectory() ? 'folder' : 'file', size: stats.size, modifiedAt: stats.mtimeMs };
}
