// Above the map: what is the matter and what can be done about it, and the bar that shows that work goes on.
import type { Notice, Way } from '../../src/protocol/picture.ts';
import { button, element, icon } from '../dom.ts';
import type { Say, Word } from '../words.ts';

export type Go = (way: Way) => void;

const words: Readonly<Record<Way, Word>> = {
  retry: 'tryAgain',
  readMore: 'readMore',
  cancel: 'stop',
  choose: 'choose',
  connect: 'connect',
  openLog: 'openLog',
  openText: 'openText',
};

export function fillNotices(list: HTMLElement, notices: readonly Notice[], say: Say, go: Go): void {
  list.hidden = notices.length === 0;
  list.replaceChildren(
    ...notices.map(({ tone, text, ways }) =>
      element('li', { class: tone }, icon(tone), element('span', {}, text), ...wayButtons(ways, say, go)),
    ),
  );
}

/** An empty text hides it. */
export function fillBusy(busy: HTMLElement, text: string, say: Say, go: Go): void {
  busy.hidden = text === '';
  const words = busy.querySelector('span');
  if (text !== '' && words) {
    // The button stays, and with it whoever is about to press it.
    words.textContent = text;
    return;
  }
  busy.replaceChildren(
    element('div', { class: 'bar', 'aria-hidden': 'true' }),
    ...(text === '' ? [] : [element('span', {}, text), ...wayButtons(['cancel'], say, go)]),
  );
}

export function wayButtons(ways: readonly Way[], say: Say, go: Go): readonly HTMLElement[] {
  return ways.map((way) => button({ 'data-way': way }, () => go(way), say(words[way])));
}
