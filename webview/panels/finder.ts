// The find box in the map's corner: what to look for, which match of how many, and ways to the next.
import { button, element, icon } from '../dom.ts';
import type { Say } from '../words.ts';

export interface FinderEvents {
  /** The words have changed. */
  query(text: string): void;
  step(by: 1 | -1): void;
  close(): void;
}

export interface Finder {
  speak(say: Say): void;
  open(): void;
  readonly query: string;
  /** `at` counts from 1; 0 when no match is at hand. */
  count(at: number, of: number, say: Say): void;
}

export function createFinder(box: HTMLElement, events: FinderEvents): Finder {
  const input = element('input', {
    type: 'text',
    id: 'find-input',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const count = element('output', { for: 'find-input' });
  const close = () => {
    box.hidden = true;
    events.close();
  };
  input.addEventListener('input', () => events.query(input.value));
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target === input) events.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  });
  return {
    speak(say) {
      box.setAttribute('aria-label', say('find'));
      input.placeholder = say('find');
      input.setAttribute('aria-label', say('find'));
      const step = (by: 1 | -1, word: 'findPrevious' | 'findNext', name: string) =>
        button(
          { class: 'icon', title: say(word), 'aria-label': say(word) },
          () => events.step(by),
          icon(name),
        );
      box.replaceChildren(
        input,
        count,
        step(-1, 'findPrevious', 'arrow-up'),
        step(1, 'findNext', 'arrow-down'),
        button({ class: 'icon', title: say('close'), 'aria-label': say('close') }, close, icon('close')),
      );
    },
    open() {
      box.hidden = false;
      input.focus();
      input.select();
      events.query(input.value);
    },
    get query() {
      return box.hidden ? '' : input.value;
    },
    count(at, of, say) {
      count.textContent = input.value === '' ? '' : of === 0 ? say('findNone') : say('findCount', at, of);
      box.classList.toggle('none', of === 0 && input.value !== '');
    },
  };
}
