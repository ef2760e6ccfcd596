// The view's options: what is gathered into one tile, and what is folded away.
import { element } from '../dom.ts';
import type { Shape } from '../shape/shape.ts';
import type { Say, Word } from '../words.ts';
import { popup } from './popup.ts';

type Option = 'clusters' | 'foldGenerated' | 'foldSuperseded';

const options: readonly (readonly [Option, Word])[] = [
  ['clusters', 'optionClusters'],
  ['foldGenerated', 'optionGenerated'],
  ['foldSuperseded', 'optionSuperseded'],
];

export function optionsButton(shape: Shape, say: Say, change: (shape: Shape) => void): HTMLElement {
  const rows = () =>
    options.map(([option, word]) => {
      const box = element('input', { type: 'checkbox', 'data-option': option });
      box.checked = shape[option];
      box.addEventListener('change', () => change({ ...shape, [option]: box.checked }));
      return element('label', {}, box, element('span', {}, say(word)));
    });
  return popup('settings', say('options'), false, rows);
}
