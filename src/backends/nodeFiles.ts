// Files by Node's own file system, which is handed in so that the core also runs where there is no Node.

import type { FileEntry, Files } from './host.ts';

type NodeFileSystem = typeof import('node:fs/promises');

/** Bytes. */
const small = 16 * 1024;

/** Ranged reads touch only the asked bytes, so that large logs never come whole into memory. */
export function nodeFiles(fs: Pick<NodeFileSystem, 'open' | 'readdir' | 'realpath' | 'stat'>): Files {
  return {
    async read(path, signal, start = 0, end) {
      signal.throwIfAborted();
      const handle = await fs.open(path, 'r');
      try {
        // Most files are small: one that ends within the first piece is not asked for its size.
        const piece = new Uint8Array(Math.max(0, Math.min(end ?? small, start + small) - start));
        const { bytesRead } = await handle.read(piece, 0, piece.length, start);
        if (bytesRead < piece.length || end === start + piece.length) return piece.subarray(0, bytesRead);
        const { size } = await handle.stat();
        const bytes = new Uint8Array(Math.max(0, Math.min(end ?? size, size) - start));
        const filled = await fill(handle, bytes, start, signal);
        return filled < bytes.length ? bytes.subarray(0, filled) : bytes;
      } finally {
        await handle.close();
      }
    },
    async open(path, signal) {
      signal.throwIfAborted();
      const handle = await fs.open(path, 'r');
      return {
        read: (into, position, inner) => fill(handle, into, position, inner),
        close: () => handle.close(),
      };
    },
    async list(path, signal) {
      signal.throwIfAborted();
      const entries = await fs.readdir(path, { withFileTypes: true });
      return Promise.all(
        entries.map(async (entry): Promise<FileEntry> => {
          const link = entry.isSymbolicLink();
          const target = link ? await fs.stat(`${path}/${entry.name}`).catch(() => undefined) : entry;
          return { name: entry.name, kind: target?.isDirectory() ? 'folder' : 'file', link };
        }),
      );
    },
    async stat(path, signal) {
      signal.throwIfAborted();
      const facts = await fs.stat(path);
      return { kind: facts.isDirectory() ? 'folder' : 'file', size: facts.size, modifiedAt: facts.mtimeMs };
    },
    async realPath(path, signal) {
      signal.throwIfAborted();
      return (await fs.realpath(path)).replaceAll('\\', '/');
    },
  };
}

async function fill(
  handle: Awaited<ReturnType<NodeFileSystem['open']>>,
  into: Uint8Array,
  position: number,
  signal: AbortSignal,
): Promise<number> {
  let filled = 0;
  while (filled < into.length) {
    signal.throwIfAborted();
    const { bytesRead } = await handle.read(into, filled, into.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
