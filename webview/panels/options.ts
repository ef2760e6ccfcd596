// The view's options behind a button of the bar: what is gathered into one tile, and what is folded away.
import { button, element, icon } from '../dom.ts';
import type { Shape } from '../shape/shape.ts';
import type { Say, Word } from '../words.ts';

type Option = 'clusters' | 'foldGenerated' | 'foldSuperseded';

const options: readonly (readonly [Option, Word])[] = [
  ['clusters', 'optionClusters'],
  ['foldGenerated', 'optionGenerated'],
  ['foldSuperseded', 'optionSuperseded'],
];

/** A button and the panel that it opens; Escape closes it. */
export function optionsButton(shape: Shape, say: Say, change: (shape: Shape) => void): HTMLElement {
  const panel = element('div', { class: 'popup', role: 'group', 'aria-label': say('options'), hidden: '' });
  const toggle = button(
    { class: 'icon', title: say('options'), 'aria-label': say('options'), 'aria-expanded': 'false' },
    () => open(panel.hidden === true),
    icon('settings'),
  );
  const open = (shown: boolean) => {
    panel.hidden = !shown;
    toggle.setAttribute('aria-expanded', String(shown));
    if (shown) panel.querySelector('input')?.focus();
  };
  let own = shape;
  panel.append(
    ...options.map(([option, word]) => {
      const box = element('input', { type: 'checkbox', 'data-option': option });
      box.checked = own[option];
      box.addEventListener('change', () => {
        own = { ...own, [option]: box.checked };
        change(own);
      });
      return element('label', {}, box, element('span', {}, say(word)));
    }),
  );
  const whole = element('div', { class: 'popper' }, toggle, panel);
  whole.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || panel.hidden) return;
    event.stopPropagation();
    open(false);
    toggle.focus();
  });
  return whole;
}
