// The fixed skeleton of the page, which everything else fills.
import { element, icon } from './dom.ts';

export interface Page {
  readonly svg: SVGSVGElement;
  readonly stage: HTMLElement;
  readonly notices: HTMLElement;
  readonly busy: HTMLElement;
  readonly empty: HTMLElement;
  readonly bar: HTMLElement;
  readonly finder: HTMLElement;
  readonly tools: HTMLElement;
  readonly minimap: HTMLElement;
  readonly legend: HTMLElement;
  readonly keys: HTMLElement;
  readonly twin: HTMLElement;
  readonly live: HTMLElement;
  readonly details: HTMLElement;
}

/** Builds the skeleton into an otherwise empty body. */
export function buildPage(body: HTMLElement): Page {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.id = 'map';
  const page: Page = {
    svg,
    stage: element('main', { id: 'stage' }),
    notices: element('ul', { id: 'notices' }),
    busy: element('div', { id: 'busy', role: 'status', hidden: '' }),
    empty: element('section', { id: 'empty', hidden: '' }),
    bar: element('div', { id: 'bar', role: 'toolbar', 'aria-controls': 'map' }),
    finder: element('search', { id: 'finder', hidden: '' }),
    tools: element('div', { id: 'tools', role: 'toolbar', 'aria-controls': 'map' }),
    minimap: element('div', { id: 'minimap', 'aria-hidden': 'true', hidden: '' }),
    legend: element('section', { id: 'legend', hidden: '' }),
    keys: element('section', { id: 'keys', role: 'dialog', hidden: '' }),
    twin: element('nav', { id: 'twin', class: 'unseen' }),
    live: element('div', { id: 'live', class: 'unseen', 'aria-live': 'polite' }),
    details: element('aside', { id: 'details', hidden: '' }),
  };
  page.stage.append(
    svg,
    page.empty,
    page.busy,
    element('div', { id: 'top' }, page.bar, page.finder, page.notices),
    page.minimap,
    page.legend,
    page.tools,
    page.keys,
    page.twin,
    page.live,
  );
  body.replaceChildren(element('div', { id: 'app' }, page.stage, page.details));
  return page;
}

/** A large icon over a heading, a sentence, and what can be done. */
export function fillEmpty(
  empty: HTMLElement,
  title: string,
  text: string,
  ways: readonly HTMLElement[],
): void {
  empty.replaceChildren(
    icon('type-hierarchy-sub'),
    element('h2', {}, title),
    element('p', {}, text),
    element('div', { class: 'ways' }, ...ways),
  );
}
