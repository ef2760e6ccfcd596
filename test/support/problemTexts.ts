// What a backend says is in its way, in its words alone.

import type { Backend } from '../../src/backends/backend.ts';
import { inEnglish } from '../../src/lineage/sentence.ts';

export async function problemTexts(backend: Pick<Backend, 'problems'>): Promise<readonly string[]> {
  return (await backend.problems(new AbortController().signal)).map(({ text }) => inEnglish(text));
}
