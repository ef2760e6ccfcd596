// All that is checked: what code alone proves, and what history contradicts.

import type { CodeFile } from '../../python/codeReference.ts';
import type { Say } from '../say.ts';
import type { Store } from '../store.ts';
import { typeConflicts } from './acrossFiles.ts';
import { checkHistory } from './evidence.ts';
import type { Finding } from './finding.ts';
import { staticFindings } from './static.ts';

export function provedIn(files: readonly CodeFile[], say: Say): readonly Finding[] {
  return [...files.flatMap((file) => staticFindings(file, say)), ...typeConflicts(files, say)];
}

export async function contradictedIn(
  files: readonly CodeFile[],
  store: Store,
  say: Say,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  return (await Promise.all(files.map((file) => checkHistory(file, store, say, signal)))).flat();
}
