// The word for what a run did with an artifact, or code with a collection.

import type { EdgeKind } from '../lineage/model.ts';
import type { Say } from './say.ts';

export function relationWord(kind: EdgeKind, say: Say): string {
  const words: Readonly<Record<EdgeKind, string>> = {
    used: say('used'),
    logged: say('logged'),
    linked: say('linked'),
  };
  return words[kind];
}
