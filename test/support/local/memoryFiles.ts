// Files that are held in memory, for readers that take a Files.

import type { Files } from '../../../src/backends/host.ts';

/** One file at every path; it may change between two reads. */
export function oneFile(content: () => Uint8Array): Files {
  const gone = () => Promise.reject(Object.assign(new Error('no such folder'), { code: 'ENOENT' }));
  const read = (into: Uint8Array, position: number) => {
    const part = content().subarray(position, position + into.length);
    into.set(part);
    return part.length;
  };
  return {
    read: async (_path, _signal, start, end) => content().slice(start, end),
    open: async () => ({
      read: async (into, position) => read(into, position),
      close: async () => undefined,
    }),
    list: gone,
    stat: async () => ({ kind: 'file', size: content().length, modifiedAt: 0 }),
    realPath: async (path) => path,
  };
}
