// The panel beside the map: what is known of the selected tile, where it comes from and leads to, and ways on.
import type { NodeId } from '../../src/lineage/model.ts';
import type { FromView, Opened } from '../../src/protocol/messages.ts';
import { button, element, icon } from '../dom.ts';
import { look } from '../icons.ts';
import { newsOf } from '../news.ts';
import type { PlacedArrow, Scene } from '../scene.ts';
import { nodesOf, type ShownTile } from '../shape/shownTile.ts';
import type { Say } from '../words.ts';
import { type MembersActions, membersList } from './members.ts';

export interface DetailsActions extends MembersActions {
  post(message: FromView): void;
  select(id: string): void;
  /** Only the way between this tile and the focus. */
  pathToFocus(id: NodeId): void;
  /** Back among those that are like it. */
  putBack(id: NodeId): void;
  close(): void;
}

/** Fills the panel for one tile; `alone` when it was pulled out of its cluster. */
export function fillDetails(
  panel: HTMLElement,
  tile: ShownTile,
  scene: Scene,
  focus: string | null,
  alone: boolean,
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
    ...(tile.members ? clusterWays(tile, say, actions) : waysOn(tile, focus, alone, say, actions)),
    element('p', { class: 'known' }, icon(tile.declared ? 'code' : 'history'), knownFrom(tile, say)),
    ...newsOf(tile, say).map(({ glyph, text }) => element('p', { class: 'known' }, icon(glyph), text)),
    ...(tile.open ? [element('p', { class: 'known' }, icon('ellipsis'), say('open'))] : []),
    ...(tile.members ? membersList(tile.members, say, actions) : [element('div', { class: 'sections' })]),
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

function clusterWays(tile: ShownTile, say: Say, { pullOut }: DetailsActions): HTMLElement[] {
  const all = button(
    { title: say('showAllHelp'), 'data-action': 'showAll' },
    () => pullOut(nodesOf(tile)),
    icon('ungroup-by-ref-type'),
    say('showAll'),
  );
  return [element('div', { class: 'ways' }, all)];
}

function waysOn(
  tile: ShownTile,
  focus: string | null,
  alone: boolean,
  say: Say,
  actions: DetailsActions,
): HTMLElement[] {
  const [id] = nodesOf(tile);
  if (!id) return [];
  const { post } = actions;
  const ways: HTMLElement[] = [];
  const add = (type: Opened | 'focus', name: string, words: Record<string, string> = {}) =>
    ways.push(button({ 'data-action': type, ...words }, () => post({ type, id }), icon(name), say(type)));
  if (tile.hasCode) add('openCode', 'code', { class: 'primary' });
  if (tile.hasPast) {
    add('openRunScript', 'history', { title: say('openRunScriptHelp') });
    add('compareRunScript', 'diff', { title: say('compareRunScriptHelp') });
  }
  if (tile.hasPage) add('openPage', 'link-external');
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
  if (alone)
    ways.push(
      button(
        { title: say('putBackHelp'), 'data-action': 'putBack' },
        () => actions.putBack(id),
        icon('group-by-ref-type'),
        say('putBack'),
      ),
    );
  return ways.length > 0 ? [element('div', { class: 'ways' }, ...ways)] : [];
}

function knownFrom({ declared, recorded }: ShownTile, say: Say): string {
  if (!recorded) return say('declaredOnly');
  return say(declared ? 'declaredAndRecorded' : 'recordedOnly');
}

function neighbours(
  title: string,
  arrows: readonly PlacedArrow[],
  other: (arrow: PlacedArrow) => ShownTile,
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
