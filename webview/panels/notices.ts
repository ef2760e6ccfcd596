// Sentences above the map: cut off, a source out of reach, nothing known; and the bar that shows that work goes on.
import { element, icon } from '../dom.ts';

export function fillNotices(list: HTMLElement, notices: readonly string[]): void {
  list.hidden = notices.length === 0;
  list.replaceChildren(
    ...notices.map((notice) => element('li', {}, icon('info'), element('span', {}, notice))),
  );
}

/** An empty text hides it. */
export function fillBusy(busy: HTMLElement, text: string): void {
  busy.hidden = text === '';
  busy.replaceChildren(element('div', { class: 'bar', 'aria-hidden': 'true' }), element('span', {}, text));
}
