// The members of a cluster as a list with a search, each of which can be shown on its own.
import type { NodeId } from '../../src/lineage/model.ts';
import type { Tile } from '../../src/protocol/picture.ts';
import { button, element, icon } from '../dom.ts';
import { stateLook } from '../icons.ts';
import type { Say } from '../words.ts';

export interface MembersActions {
  pullOut(ids: readonly NodeId[]): void;
}

/** A longer list is not read but searched. */
const most = 200;

/** The search stays with the panel: it begins empty for every cluster. */
export function membersList(members: readonly Tile[], say: Say, actions: MembersActions): HTMLElement[] {
  const list = element('ul', { class: 'neighbours members' });
  const rest = element('p', { class: 'known' });
  const search = element('input', {
    type: 'search',
    placeholder: say('search'),
    'aria-label': say('search'),
  });
  const fill = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = members.filter(({ title, detail }) =>
      words.every((word) => `${title} ${detail}`.toLowerCase().includes(word)),
    );
    list.replaceChildren(...found.slice(0, most).map((tile) => row(tile, say, actions)));
    rest.textContent = found.length > most ? say('andMore', found.length - most) : '';
    rest.hidden = found.length <= most;
  };
  search.addEventListener('input', fill);
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && search.value !== '') {
      event.stopPropagation();
      search.value = '';
      fill();
    }
  });
  fill();
  return [search, list, rest];
}

function row(tile: Tile, say: Say, { pullOut }: MembersActions): HTMLElement {
  const state = stateLook(tile.state);
  const help = say('pullOut', tile.title);
  return element(
    'li',
    {},
    button(
      { title: help, 'aria-label': [tile.label, help].join('. ') },
      () => pullOut([tile.id]),
      element('span', { class: 'name' }, tile.title),
      element('span', { class: 'relation' }, tile.detail),
      ...(state ? [element('span', { class: state.tone }, icon(state.glyph))] : []),
    ),
  );
}
