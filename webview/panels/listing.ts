// A list beside the map: what depends on something, or how two differ; a row leads to its tile.
import type { Listing, ListingGroup, ListingRow } from '../../src/protocol/listing.ts';
import { button, element, icon } from '../dom.ts';
import type { Say } from '../words.ts';

export interface ListingActions {
  /** Goes to the tile of a row. */
  select(id: string): void;
  copy(): void;
  save(): void;
  close(): void;
}

const signs = { added: 'diff-added', removed: 'diff-removed', changed: 'diff-modified' } as const;

export function fillListing(panel: HTMLElement, listing: Listing, say: Say, actions: ListingActions): void {
  const { title, summary, groups, note } = listing;
  panel.setAttribute('aria-label', title);
  panel.dataset.id = '';
  panel.replaceChildren(
    element(
      'header',
      {},
      element('div', { class: 'heading' }, element('h2', { title }, title), element('p', {}, summary)),
      button(
        { class: 'icon', title: say('close'), 'aria-label': say('close') },
        actions.close,
        icon('close'),
      ),
    ),
    element(
      'div',
      { class: 'ways' },
      button({ 'data-action': 'copyListing' }, actions.copy, icon('copy'), say('copyMarkdown')),
      button({ 'data-action': 'saveListing' }, actions.save, icon('save'), say('save')),
    ),
    ...groups.flatMap((group) => groupList(group, say, actions)),
    ...(note ? [element('p', { class: 'known' }, icon('info'), note)] : []),
  );
  panel.scrollTop = 0;
}

function groupList({ title, count, rows }: ListingGroup, say: Say, actions: ListingActions): HTMLElement[] {
  return [
    element('h3', {}, title, element('span', { class: 'count' }, String(count))),
    element(
      'ul',
      { class: 'neighbours listing' },
      ...rows.map((row) => element('li', { class: row.change ?? '' }, rowOf(row, say, actions))),
    ),
    ...(rows.length < count ? [element('p', { class: 'known' }, say('andMore', count - rows.length))] : []),
  ];
}

function rowOf({ id, text, detail, change }: ListingRow, say: Say, { select }: ListingActions): HTMLElement {
  const parts = [
    ...(change ? [icon(signs[change]), element('span', { class: 'unseen' }, say(change))] : []),
    element('span', { class: 'name', title: text }, text),
    element('span', { class: 'relation', title: detail }, detail),
  ];
  return id === undefined
    ? element('div', { class: 'row' }, ...parts)
    : button({}, () => select(id), ...parts);
}
