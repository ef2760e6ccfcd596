// Which icon and colour a tile gets. Characters are those of the codicon font, for text inside SVG.
import type { Tile } from '../src/protocol/picture.ts';

export const glyphs = {
  play: '\ueb2c',
  package: '\ueb29',
  database: '\ueace',
  'symbol-misc': '\ueb63',
  hubot: '\ueb08',
  library: '\ueb9c',
  notebook: '\uebaf',
  'file-code': '\ueae9',
  code: '\ueac4',
  target: '\uebf8',
  ellipsis: '\uea7c',
  pass: '\ueba4',
  error: '\uea87',
  sync: '\uea77',
  'stop-circle': '\ueba5',
  clock: '\uea82',
  trash: '\uea81',
  'arrow-circle-up': '\uebff',
  'arrow-swap': '\uebcb',
  'diff-added': '\ueadc',
  'diff-modified': '\ueade',
  'diff-removed': '\ueadf',
} as const;

export type Glyph = keyof typeof glyphs;

/** Of two that are compared: what came, went and changed. */
export const changeGlyphs: Readonly<Record<NonNullable<Tile['mark']>, Glyph>> = {
  after: 'diff-added',
  before: 'diff-removed',
  changed: 'diff-modified',
};
export type Tone = 'run' | 'data' | 'model' | 'artifact' | 'collection' | 'script';

export interface Look {
  readonly glyph: Glyph;
  /** Names the accent colour in the style sheet. */
  readonly tone: Tone;
}

/** By kind; versions also by their artifact's type. */
export function look({ kind, title, type = '' }: Pick<Tile, 'kind' | 'title' | 'type'>): Look {
  if (kind === 'run') return { glyph: 'play', tone: 'run' };
  if (kind === 'collection' && !type) return { glyph: 'library', tone: 'collection' };
  if (kind === 'script')
    return { glyph: title.endsWith('.ipynb') ? 'notebook' : 'file-code', tone: 'script' };
  if (/model|checkpoint/i.test(type)) return { glyph: 'hubot', tone: 'model' };
  if (/data|table/i.test(type)) return { glyph: 'database', tone: 'data' };
  return { glyph: 'package', tone: 'artifact' };
}

export interface StateLook {
  readonly glyph: Glyph;
  readonly tone: 'good' | 'bad' | 'busy' | 'quiet';
}

/** A shape for each state, so that no one has to tell colours apart; undefined for states not worth a mark. */
export function stateLook(state: string | undefined): StateLook | undefined {
  if (state === 'finished') return { glyph: 'pass', tone: 'good' };
  if (state === 'failed' || state === 'crashed') return { glyph: 'error', tone: 'bad' };
  if (state === 'running') return { glyph: 'sync', tone: 'busy' };
  if (state === 'killed') return { glyph: 'stop-circle', tone: 'quiet' };
  if (state === 'pending') return { glyph: 'clock', tone: 'quiet' };
  if (state === 'deleted') return { glyph: 'trash', tone: 'bad' };
  return undefined;
}
