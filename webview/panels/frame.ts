// What frames the map in the page's words: tools, legend, keys, the empty page.
import type { Notice, Picture } from '../../src/protocol/picture.ts';
import { fillEmpty, type Page } from '../page.ts';
import { type Say, speaker } from '../words.ts';
import { fillKeys } from './keys.ts';
import { fillLegend } from './legend.ts';
import { type Go, wayButtons } from './notices.ts';
import { fillTools } from './tools.ts';

export interface FrameEvents {
  zoomIn(): void;
  zoomOut(): void;
  fit(): void;
  /** The legend has been shown or hidden. */
  legend(shown: boolean): void;
  /** A way out of an empty map. */
  readonly go: Go;
  /** A panel was closed: the keyboard belongs to the map again. */
  backToMap(): void;
}

export interface Frame {
  /** Writes everything anew in these words. */
  speak(say: Say): void;
  showKeys(): void;
  toggleKeys(): void;
  /** Fits what stands around the map to a picture: what is there without one, and what the legend explains. */
  take(picture: Picture): void;
}

export function createFrame(page: Page, legendShown: boolean, events: FrameEvents): Frame {
  page.legend.hidden = !legendShown;
  let words = speaker({});
  let failed: Notice | undefined;
  let compared = false;

  function showKeys(): void {
    page.keys.hidden = false;
    page.keys.querySelector('button')?.focus();
  }

  function toggleKeys(): void {
    if (page.keys.hidden) {
      showKeys();
      return;
    }
    page.keys.hidden = true;
    events.backToMap();
  }

  function toggleLegend(): void {
    page.legend.hidden = !page.legend.hidden;
    pressLegend();
    events.legend(!page.legend.hidden);
  }

  function pressLegend(): void {
    page.tools
      .querySelector('[data-action=toggleLegend]')
      ?.setAttribute('aria-pressed', String(!page.legend.hidden));
  }

  /** What stands where the map would be: a failure, else what to do first. */
  function fillEmptyPage(): void {
    const title = words(failed ? 'failedTitle' : 'emptyTitle');
    const ways = wayButtons(failed?.ways ?? ['choose', 'connect'], words, events.go);
    fillEmpty(page.empty, title, failed?.text ?? words('emptyText'), ways);
  }

  page.keys.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') toggleKeys();
  });

  return {
    speak(say) {
      document.title = say('map');
      page.svg.setAttribute('aria-label', `${say('map')}. ${say('mapHelp')}`);
      words = say;
      fillEmptyPage();
      fillLegend(page.legend, compared, say);
      fillKeys(page.keys, say, toggleKeys);
      fillTools(page.tools, say, { ...events, toggleLegend, toggleKeys });
      pressLegend();
    },
    showKeys,
    toggleKeys,
    take({ before, notices }) {
      failed = notices.find(({ tone }) => tone === 'error');
      fillEmptyPage();
      if (compared === (before !== undefined)) return;
      compared = !compared;
      fillLegend(page.legend, compared, words);
    },
  };
}
