// What the signs on a tile's upper edge stand for, each with its sentence.
import type { Tile } from '../src/protocol/picture.ts';
import type { Glyph } from './icons.ts';
import type { Say } from './words.ts';

export interface News {
  readonly glyph: Glyph;
  readonly text: string;
}

/** What has happened to it, or to what it used, since: aliases that moved on, newer versions, registries. */
export function newsOf(
  { kind, newer, moved = [], registries }: Pick<Tile, 'kind' | 'newer' | 'moved' | 'registries'>,
  say: Say,
): readonly News[] {
  const news: News[] = moved.map(({ asked, now }) => ({
    glyph: 'arrow-swap',
    text: say('movedAlias', asked, now),
  }));
  if (newer)
    news.push({
      glyph: 'arrow-circle-up',
      text: say(kind === 'version' ? 'newerVersion' : 'newerInput', newer.join(', ')),
    });
  if (registries) news.push({ glyph: 'library', text: say('linkedTo', registries.join(', ')) });
  return news;
}
