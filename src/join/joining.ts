// Joins history with code, once for the same history, code and past.

import type { Lineage, RunId } from '../lineage/model.ts';
import type { CodeFile } from '../python/codeReference.ts';
import { declare } from './declare.ts';
import type { Past } from './past.ts';

type Files = ReadonlyMap<string, CodeFile>;
type Pasts = ReadonlyMap<RunId, Past>;

/** Keeps what it gave last. */
export function joining(): (history: Lineage, files: Files, past: Pasts) => Lineage {
  let last: { history: Lineage; files: Files; past: Pasts; lineage: Lineage } | undefined;
  return (history, files, past) => {
    if (last?.history !== history || last.files !== files || last.past !== past)
      last = { history, files, past, lineage: declare(history, [...files.values()], past) };
    return last.lineage;
  };
}
