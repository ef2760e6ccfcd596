// The panel beside the map: what is known of the selected tile, where it comes from and leads to, and ways on.
import type { NodeId } from '../../src/lineage/model.ts';
import type { FromView, Tile } from '../../src/protocol.ts';
import { button, element, icon } from '../dom.ts';
import { look } from '../icons.ts';
import type { PlacedArrow, Scene } from '../scene.ts';
import type { Say } from '../words.ts';

export interface DetailsActions {
  post(message: FromView): void;
  select(id: string): void;
  /** Only the way between this tile and the focus. */
  pathToFocus(id: NodeId): void;
  close(): void;
}

/** Fills the panel for one tile. */
export function fillDetails(
  panel: HTMLElement,
  tile: Tile,
  scene: Scene,
  focus: string | null,
  say: Say,
  actions: DetailsActions,
): void {
  const { glyph, tone } = look(tile);
  panel.setAttribute('aria-label', say('details'));
  panel.dataset.id = tile.id;
  panel.replaceChildren(
    element(
      'header',
      { class: `tone-${tone}` },
      element('span', { class: 'chip' }, icon(glyph)),
      element(
        'div',
        { class: 'heading' },
        element('h2', { title: tile.title }, tile.title),
        element('p', {}, tile.detail),
      ),
      button(
        { class: 'icon', title: say('close'), 'aria-label': say('close') },
        actions.close,
        icon('close'),
      ),
    ),
    ...waysOn(tile, focus, say, actions),
    element('p', { class: 'known' }, icon(tile.declared ? 'code' : 'history'), knownFrom(tile, say)),
    ...(tile.open ? [element('p', { class: 'known' }, icon('ellipsis'), say('open'))] : []),
    factList(tile),
    ...neighbours(
      say('inputs'),
      scene.arrows.filter(({ arrow }) => arrow.to === tile.id),
      ({ from }) => from,
      say,
      actions,
    ),
    ...neighbours(
      say('outputs'),
      scene.arrows.filter(({ arrow }) => arrow.from === tile.id),
      ({ to }) => to,
      say,
      actions,
    ),
  );
  panel.scrollTop = 0;
}

function waysOn(tile: Tile, focus: string | null, say: Say, actions: DetailsActions): HTMLElement[] {
  const { id } = tile;
  const { post } = actions;
  const ways: HTMLElement[] = [];
  const add = (type: 'openCode' | 'openPage' | 'focus', name: string, words: Record<string, string>) =>
    ways.push(button({ 'data-action': type, ...words }, () => post({ type, id }), icon(name), say(type)));
  if (tile.hasCode) add('openCode', 'code', { class: 'primary' });
  if (tile.hasPage) add('openPage', 'link-external', {});
  if (id !== focus) add('focus', 'target', { title: say('focusHelp') });
  if (id !== focus && focus !== null)
    ways.push(
      button(
        { 'data-action': 'path', title: say('pathHelp') },
        () => actions.pathToFocus(id),
        icon('git-commit'),
        say('pathToFocus'),
      ),
    );
  return ways.length > 0 ? [element('div', { class: 'ways' }, ...ways)] : [];
}

function knownFrom({ declared, recorded }: Tile, say: Say): string {
  if (!recorded) return say('declaredOnly');
  return say(declared ? 'declaredAndRecorded' : 'recordedOnly');
}

function factList({ facts }: Tile): HTMLElement {
  return element(
    'dl',
    { class: 'facts' },
    ...facts.map(({ label, value }) =>
      element('div', {}, element('dt', {}, label), element('dd', {}, value)),
    ),
  );
}

function neighbours(
  title: string,
  arrows: readonly PlacedArrow[],
  other: (arrow: PlacedArrow) => Tile,
  say: Say,
  actions: DetailsActions,
): HTMLElement[] {
  if (arrows.length === 0) return [];
  const rows = arrows.map((placed) => {
    const tile = other(placed);
    const { glyph, tone } = look(tile);
    return element(
      'li',
      { class: `tone-${tone}` },
      button(
        { title: tile.title },
        () => actions.select(tile.id),
        icon(glyph),
        element('span', { class: 'name' }, tile.title),
        element('span', { class: 'relation' }, say(placed.arrow.kind)),
      ),
    );
  });
  return [element('h3', {}, title), element('ul', { class: 'neighbours' }, ...rows)];
}
