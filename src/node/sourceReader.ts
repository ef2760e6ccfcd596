// Reads source files one after the other into the same memory: the quickest way through thousands of them.

import { closeSync, openSync, readSync } from 'node:fs';

/** A larger source file is generated, not written; bytes. */
const largestSource = 8 * 1024 * 1024;

/**
 * A function that gives a file's bytes, valid until its next call. Throws Node's errors, and one with the code
 * `EFBIG` for a file over 8 MB.
 */
export function sourceReader(): (path: string) => Uint8Array {
  const memory = Buffer.allocUnsafeSlow(largestSource + 1);
  return (path) => {
    const file = openSync(path, 'r');
    try {
      let size = 0;
      for (let read = -1; read !== 0 && size < memory.length; size += read)
        read = readSync(file, memory, size, memory.length - size, null);
      if (size > largestSource) throw Object.assign(new Error(`${path} is too large.`), { code: 'EFBIG' });
      return memory.subarray(0, size);
    } finally {
      closeSync(file);
    }
  };
}
