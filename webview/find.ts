// Finds tiles by what is written on them, and steps from one to the next as the eye would.
import type { Scene } from './scene.ts';

/** Ids of the tiles that hold every word, a cluster through any of its members; from left to right, then downwards. */
export function matches({ tiles }: Scene, query: string): readonly string[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  return tiles
    .filter(({ tile }) =>
      [tile, ...(tile.members ?? [])].some((one) =>
        has([one.title, one.detail, ...(one.aliases ?? []), one.author ?? ''].join(' ')),
      ),
    )
    .sort((a, b) => a.box.x - b.box.x || a.box.y - b.box.y)
    .map(({ tile }) => tile.id);
}

/** The match after (or before) the one at hand, around the ends; the first when none is at hand. */
export function nextMatch(found: readonly string[], at: string | null, step: 1 | -1): string | undefined {
  const index = at === null ? -1 : found.indexOf(at);
  if (index < 0) return step === 1 ? found[0] : found.at(-1);
  return found[(index + step + found.length) % found.length];
}
