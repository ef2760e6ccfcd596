// The smallest backend: a lineage file (`*.lineage.json`), read when asked and again when it changed.

import { mergeSteps } from '../../lineage/merge.ts';
import { type Sentence, sentence } from '../../lineage/sentence.ts';
import type { Backend } from '../backend.ts';
import { BackendError } from '../backend.ts';
import type { Host } from '../host.ts';
import { type Loaded, memoryBackend } from '../memory.ts';
import { inTurns } from '../pace.ts';
import { lineageFileSteps } from './parse.ts';

/** A larger file is no lineage that a person exported, and would block the editor while it is parsed. */
const largest = 64 * 1024 * 1024;

/** The backend of the file at an absolute path. A file that cannot be read is one problem and no lineage. */
export function lineageFile(host: Host, path: string): Backend {
  const label = path.split('/').at(-1) ?? path;
  let cached: { readonly stamp: string; readonly loaded: Loaded } | undefined;
  return memoryBackend('file', label, async (signal) => {
    try {
      const { size, modifiedAt } = await host.files.stat(path, signal);
      const stamp = `${size} ${modifiedAt}`;
      if (cached?.stamp === stamp) return cached.loaded;
      if (size > largest)
        throw new BackendError('malformed', sentence('{0} is too large to read (over 64 MB).', label));
      // A large one takes a while: in turns, so that the editor goes on meanwhile.
      const bytes = await host.files.read(path, signal);
      const parsed = await inTurns(lineageFileSteps(bytes, { label, readAt: modifiedAt }), signal);
      const { lineage } = await inTurns(mergeSteps([parsed]), signal);
      cached = { stamp, loaded: { lineage, problems: [] } };
      return cached.loaded;
    } catch (error) {
      signal.throwIfAborted();
      return {
        lineage: { nodes: new Map(), edges: [], open: new Set() },
        problems: [sentenceOf(label, error)],
      };
    }
  });
}

function sentenceOf(label: string, error: unknown): Sentence {
  if (error instanceof BackendError) return error.sentence;
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return sentence('{0} cannot be read{1}: check that it exists and that you may open it.', label, code);
}
