// What is known of the selected tile, in sections that can be copied; values that lead somewhere are links.
import type { NodeId } from '../../src/lineage/model.ts';
import type { Details, Fact, Section } from '../../src/protocol/details.ts';
import type { FromView } from '../../src/protocol/messages.ts';
import { button, element, icon } from '../dom.ts';
import type { Say } from '../words.ts';

/** Fills the place that the details panel keeps for it, unless the panel has gone on to another tile. */
export function fillSections(
  panel: HTMLElement,
  { id, sections }: Details,
  say: Say,
  post: (message: FromView) => void,
): void {
  const place = panel.dataset.id === id ? panel.querySelector('.sections') : null;
  place?.replaceChildren(
    ...sections.map((section) =>
      element('section', {}, heading(section, say, post), list(id, section, say, post)),
    ),
  );
}

function heading(
  { title, facts, more = 0 }: Section,
  say: Say,
  post: (message: FromView) => void,
): HTMLElement {
  const text = facts.map(({ label, value }) => `${label}: ${value}`).join('\n');
  const name = title || say('facts');
  const help = say('copyAll', name);
  return element(
    'header',
    {},
    element(
      'h3',
      {},
      name,
      ...(title ? [element('span', { class: 'count' }, String(facts.length + more))] : []),
    ),
    button(
      { class: 'icon', title: help, 'aria-label': help },
      () => post({ type: 'copy', text }),
      icon('copy'),
    ),
  );
}

function list(
  id: NodeId,
  { facts, more }: Section,
  say: Say,
  post: (message: FromView) => void,
): HTMLElement {
  return element(
    'div',
    {},
    element('dl', { class: 'facts' }, ...facts.map((fact) => row(id, fact, say, post))),
    ...(more ? [element('p', { class: 'known' }, say('andMore', more))] : []),
  );
}

function row(
  id: NodeId,
  { label, value, link }: Fact,
  say: Say,
  post: (message: FromView) => void,
): HTMLElement {
  const shown = link
    ? button({ class: 'link', title: value }, () => post({ type: 'follow', id, link }), value)
    : element('span', {}, value);
  // For the mouse alone: a stop for every value would be a long way for the keyboard, which has the heading's button.
  const copy = button(
    { class: 'icon copy', title: say('copy'), tabindex: '-1', 'aria-hidden': 'true' },
    () => post({ type: 'copy', text: value }),
    icon('copy'),
  );
  return element('div', {}, element('dt', {}, label), element('dd', {}, shown, copy));
}
