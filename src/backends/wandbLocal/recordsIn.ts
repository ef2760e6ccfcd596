// The sound records of one kind in a run log, as they stand there.

import type { Files } from '../host.ts';
import { fileHeader, framer, type Handling } from './framing.ts';
import { slices } from './slices.ts';

/** More than there are kinds of records. */
const kinds = 64;

/** Reads the whole log; rejects as `files` does when it cannot be read. `kind` is a field number of records.proto. */
export async function recordsIn(
  files: Files,
  path: string,
  kind: number,
  signal: AbortSignal,
): Promise<readonly Uint8Array[]> {
  const { size } = await files.stat(path, signal);
  const found: Uint8Array[] = [];
  const handling = Array.from({ length: kinds }, (_, it): Handling => (it === kind ? 'keep' : 'skip'));
  const frame = framer(
    {
      handling,
      keep: (bytes, start, end) => found.push(bytes.slice(start, end)),
      unchecked: () => undefined,
      settle: () => 0,
    },
    fileHeader.length,
  );
  const file = await files.open(path, signal);
  try {
    for await (const { bytes, base } of slices(file, 0, size, signal)) frame.take(bytes, base);
  } finally {
    await file.close();
  }
  frame.end();
  return found;
}
