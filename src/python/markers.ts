// Which files can hold a reference at all, told by a search for a few words.

import { wandbCalls } from './calls.ts';

/** The package's name: without it in any file of a folder there is no run, and so no reference. */
const ownNames = ['wandb', 'Wandb'];
/** Calls that belong to W&B alone: they may stand in a file that gets its run from another. */
const ownCalls = [...new Set(wandbCalls.map((call) => call.name))].filter(
  (name) => name.includes('_') && !/^(?:log|download)_/.test(name),
);

/** Whether a file can hold a reference, when others of its folder may start the run. */
export function mayMatter(content: string | Uint8Array): boolean {
  return has(content, ownNames) || has(content, ownCalls);
}

export interface Sifted {
  /** Those that can hold a reference, in the order given. */
  readonly matter: readonly string[];
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * Reads every file and keeps those that can hold a reference. `read` gives a file's bytes, which it may overwrite in
 * the next call, or throws an Error with a `code`.
 */
export function sift(paths: readonly string[], read: (path: string) => Uint8Array): Sifted {
  const failed: Sifted['failed'][number][] = [];
  const pick = (from: readonly string[], words: readonly string[]) =>
    from.filter((path) => {
      try {
        return has(read(path), words);
      } catch (error) {
        failed.push({ path, reason: error instanceof Error && 'code' in error ? String(error.code) : '' });
        return false;
      }
    });
  const named = new Set(pick(paths, ownNames));
  if (named.size === 0) return { matter: [], failed };
  const broken = new Set(failed.map(({ path }) => path));
  const called = new Set(
    pick(
      paths.filter((path) => !named.has(path) && !broken.has(path)),
      ownCalls,
    ),
  );
  return { matter: paths.filter((path) => named.has(path) || called.has(path)), failed };
}

/** Node's buffers search their bytes; other bytes are decoded one to one first. */
function has(content: string | Uint8Array, words: readonly string[]): boolean {
  const searched: Pick<string, 'includes'> =
    typeof content === 'string' || isBuffer(content) ? content : new TextDecoder('latin1').decode(content);
  return words.some((word) => searched.includes(word));
}

function isBuffer(content: Uint8Array): content is Uint8Array & Pick<string, 'includes'> {
  return 'latin1Slice' in content;
}
