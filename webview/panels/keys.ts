// The list of keys that `?` shows.
import { button, element, icon } from '../dom.ts';
import type { Say, Word } from '../words.ts';

const keys: readonly (readonly [keys: readonly string[], word: Word])[] = [
  [['←', '↑', '→', '↓'], 'keyArrows'],
  [['Enter'], 'keyEnter'],
  [['Space'], 'keySpace'],
  [['O'], 'keyOpen'],
  [['Shift', '←', '→'], 'keyExpand'],
  [['E'], 'keyExpandAll'],
  [['+', '−'], 'keyZoom'],
  [['0'], 'keyActual'],
  [['F'], 'keyFit'],
  [['P'], 'keyPath'],
  [['Shift', 'click'], 'keyPath'],
  [['Ctrl', 'F'], 'keyFind'],
  [['L'], 'keyList'],
  [['Esc'], 'keyEscape'],
  [['?'], 'keyHelp'],
];

export function fillKeys(panel: HTMLElement, say: Say, close: () => void): void {
  panel.setAttribute('aria-label', say('keysTitle'));
  panel.setAttribute('aria-describedby', 'keys-help');
  panel.replaceChildren(
    element(
      'header',
      {},
      element('h2', {}, say('keysTitle')),
      button({ class: 'icon', title: say('close'), 'aria-label': say('close') }, close, icon('close')),
    ),
    element('p', { id: 'keys-help' }, say('keysHelp')),
    element(
      'dl',
      {},
      ...keys.map(([names, word]) =>
        element(
          'div',
          {},
          element('dt', {}, ...names.map((name) => element('kbd', {}, name))),
          element('dd', {}, say(word)),
        ),
      ),
    ),
  );
}
