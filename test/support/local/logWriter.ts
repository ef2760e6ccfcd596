// Writes large run logs to disk, chunk by chunk, as the SDK frames them.

import { closeSync, openSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const blockSize = 32768;
const chunkHeader = 7;
const buffered = 64 * blockSize;

export interface LogWriter {
  /** Bytes written so far, those still buffered included. */
  readonly length: number;
  add(record: Uint8Array): void;
  close(): void;
}

/** A writer of a new log at `path`; with `length`, of more records behind an existing log of so many bytes. */
export function logWriter(path: string, existing = 0): LogWriter {
  const file = openSync(path, existing > 0 ? 'a' : 'w');
  const buffer = Buffer.alloc(buffered);
  let filled = 0;
  let length = existing;

  function put(bytes: Uint8Array): void {
    if (filled + bytes.length > buffered) flush();
    buffer.set(bytes, filled);
    filled += bytes.length;
    length += bytes.length;
  }
  function flush(): void {
    writeSync(file, buffer, 0, filled);
    filled = 0;
  }

  if (existing === 0) put(Uint8Array.of(0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe, 0x00));
  return {
    get length() {
      return length;
    },
    add(record) {
      let rest = record;
      for (let begun = false, done = false; !done; ) {
        const room = blockSize - (length % blockSize);
        if (room < chunkHeader) {
          put(new Uint8Array(room));
          continue;
        }
        const part = rest.subarray(0, room - chunkHeader);
        rest = rest.subarray(part.length);
        done = rest.length === 0;
        const head = Buffer.alloc(chunkHeader);
        head[6] = begun ? (done ? 4 : 3) : done ? 1 : 2;
        head.writeUInt16LE(part.length, 4);
        head.writeUInt32LE(crc32(part, crc32(head.subarray(6))), 0);
        put(head);
        put(part);
        begun = true;
      }
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}
