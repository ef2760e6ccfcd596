// The smallest backend: a lineage file (`*.lineage.json`), read when asked and again when it changed.

import { mergeSteps } from '../../lineage/merge.ts';
import { emptyLineage, type Lineage } from '../../lineage/model.ts';
import { type Sentence, sentence } from '../../lineage/sentence.ts';
import type { Backend } from '../backend.ts';
import { BackendError } from '../backend.ts';
import type { Host } from '../host.ts';
import { memoryBackend } from '../memory.ts';
import { inTurns } from '../pace.ts';
import { untilAborted } from '../shared.ts';
import { lineageFileSteps } from './parse.ts';

/** A larger file is no lineage that a person exported, and would block the editor while it is parsed. */
const largest = 64 * 1024 * 1024;

const untilDone = new AbortController().signal;

/** The backend of the file at an absolute path. A file that cannot be read is one problem and no lineage. */
export function lineageFile(host: Host, path: string): Backend {
  const label = path.split('/').at(-1) ?? path;
  let last: { readonly stamp: string; readonly lineage: Promise<Lineage> } | undefined;

  async function read(size: number, readAt: number): Promise<Lineage> {
    if (size > largest)
      throw new BackendError('malformed', sentence('{0} is too large to read (over 64 MB).', label));
    const bytes = await host.files.read(path, untilDone);
    // A large one takes a while: in turns, so that the editor goes on meanwhile.
    const parsed = await inTurns(lineageFileSteps(bytes, { label, readAt }), untilDone);
    return (await inTurns(mergeSteps([parsed]), untilDone)).lineage;
  }

  return memoryBackend('file', label, async (signal) => {
    try {
      const { size, modifiedAt } = await host.files.stat(path, signal);
      const stamp = `${size} ${modifiedAt}`;
      // All who ask meanwhile wait for the same reading.
      if (last?.stamp !== stamp) last = { stamp, lineage: read(size, modifiedAt) };
      return { lineage: await untilAborted(last.lineage, signal), problems: [] };
    } catch (error) {
      signal.throwIfAborted();
      // What is wrong with the content stays; a disk may do better the next time.
      if (!(error instanceof BackendError)) last = undefined;
      return { lineage: emptyLineage, problems: [sentenceOf(label, error)] };
    }
  });
}

function sentenceOf(label: string, error: unknown): Sentence {
  if (error instanceof BackendError) return error.sentence;
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return sentence('{0} cannot be read{1}: check that it exists and that you may open it.', label, code);
}
