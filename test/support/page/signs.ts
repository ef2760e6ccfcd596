// The signs on a map as it is drawn: which meaning has which, and which of them the legend explains.
import type { Page } from 'playwright-core';

interface Signs {
  /** By what they tell of (kinds, states, …): for each meaning the signs, shapes and dashes that it has, colours aside. */
  readonly told: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Everything that wants an explanation, and what the legend has a row for; sorted. */
  readonly drawn: readonly string[];
  readonly explained: readonly string[];
}

/** All in one look. */
export async function readSigns(page: Page): Promise<Signs> {
  return page.evaluate<Signs>(`(() => {
    const told = {};
    const tell = (subject, meaning, sign) => {
      const signs = ((told[subject] ??= {})[meaning] ??= []);
      if (!signs.includes(sign)) signs.push(sign);
    };
    const all = (selector, within = document) => [...within.querySelectorAll(selector)];
    const glyph = (element) => element?.getAttribute('href')?.replace('#glyph-', '') ?? 'none';
    const dash = (element) => getComputedStyle(element).strokeDasharray;
    const classOf = (element, prefix) =>
      [...element.classList].find((it) => it.startsWith(prefix))?.slice(prefix.length);
    const kinds = new Map(all('g.tile').map((tile) => [tile.dataset.id, tile.dataset.kind]));
    const drawn = new Set();

    for (const tile of all('g.tile')) {
      const part = (name) => tile.querySelector('.' + name);
      const outline = part('body').getAttribute('d').replaceAll(/[-\\d.,\\s]/g, '');
      tell('kinds', classOf(tile, 'tone-'), glyph(part('icon')) + ' ' + outline);
      const tone = ['good', 'bad', 'busy', 'quiet'].find((it) => part('state').classList.contains(it));
      tell('states', tone ?? 'none', glyph(part('state')));
      const both = part('mark.both') !== null;
      const known = tile.matches('.declared, .script') ? 'declared' : both ? 'both' : 'recorded';
      tell('knowledge', known, dash(part('body')) + ' ' + (both ? 'sign' : ''));
      tell('comparison', classOf(tile, 'mark-') ?? 'none', glyph(part('change')));
      drawn.add((part('pile.first').getAttribute('d') ? 'pile ' : 'kind ') + tile.dataset.kind);
      for (const sign of all('.state, .mark', tile)) if (glyph(sign) !== 'none') drawn.add('icon ' + glyph(sign));
      if (tile.classList.contains('focused')) drawn.add('icon ' + glyph(part('badge use')));
      if (tile.classList.contains('ringed')) drawn.add('line ringed');
      if (part('handle')) drawn.add('handle');
    }
    for (const arrow of all('path.arrow')) {
      const { from, to, kind } = arrow.dataset;
      // Far away there is no room for words: what an arrow joins tells its kind.
      const ends = [kinds.get(from), kinds.get(to)].map((it) => (it === 'script' ? 'run' : it));
      tell('arrows', kind, ends[0] === 'run' ? 'out of a run' : ends[1] === 'run' ? 'into a run' : 'neither');
      tell('lines', arrow.classList.contains('declared') ? 'declared' : 'recorded', dash(arrow));
      drawn.add('line ' + kind);
      drawn.add(dash(arrow) === 'none' ? 'line solid' : 'line dashed');
    }
    if (all('path.tie').length > 0) drawn.add('line dotted');

    const explained = new Set();
    for (const row of all('#legend li')) {
      const shapes = all('.shape', row);
      const line = row.querySelector('.stroke');
      const icon = row.querySelector('.codicon');
      if (line) explained.add('line ' + line.classList[1]);
      else if (shapes.length > 0) explained.add((shapes.length > 1 ? 'pile ' : 'kind ') + shapes[0].classList[1]);
      else if (icon) explained.add('icon ' + classOf(icon, 'codicon-'));
      else explained.add('handle');
    }
    return { told, drawn: [...drawn].sort(), explained: [...explained].sort() };
  })()`);
}
