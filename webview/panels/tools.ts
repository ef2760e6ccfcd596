// The buttons in the map's corner: zoom, fit, legend, keys.
import { button, icon } from '../dom.ts';
import type { Say, Word } from '../words.ts';

export interface ToolActions {
  zoomIn(): void;
  zoomOut(): void;
  fit(): void;
  toggleLegend(): void;
  toggleKeys(): void;
}

const tools: readonly { readonly action: keyof ToolActions; readonly word: Word; readonly icon: string }[] = [
  { action: 'zoomIn', word: 'zoomIn', icon: 'zoom-in' },
  { action: 'zoomOut', word: 'zoomOut', icon: 'zoom-out' },
  { action: 'fit', word: 'fit', icon: 'screen-full' },
  { action: 'toggleLegend', word: 'legend', icon: 'symbol-color' },
  { action: 'toggleKeys', word: 'keys', icon: 'keyboard' },
];

export function fillTools(bar: HTMLElement, say: Say, actions: ToolActions): void {
  bar.setAttribute('aria-label', say('map'));
  bar.replaceChildren(
    ...tools.map(({ action, word, icon: name }) =>
      button(
        {
          class: 'icon',
          'data-action': action,
          title: say(word),
          'aria-label': say(word),
          ...(action === 'toggleLegend' ? { 'aria-pressed': 'false', 'aria-controls': 'legend' } : {}),
        },
        () => actions[action](),
        icon(name),
      ),
    ),
  );
}
