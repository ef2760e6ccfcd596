// Finding on the map: marks what matches and flies from one match to the next.
import { matches, nextMatch } from './find.ts';
import { createFinder } from './panels/finder.ts';
import { announce, focusMap, itemAt, type Session, show, stopAt } from './session.ts';

export interface Search {
  open(): void;
  /** The scene has changed: the same words may match other tiles. */
  refresh(): void;
  speak(): void;
}

export function createSearch(session: Session): Search {
  let found: readonly string[] = [];
  let at: string | null = null;
  const finder = createFinder(session.page.finder, {
    query: (text) => {
      found = matches(session.scene, text);
      at = null;
      mark();
    },
    step: (by) => {
      const next = nextMatch(found, at, by);
      if (next === undefined) return;
      at = next;
      mark();
      stopAt(session, next);
      show(session, next);
      const title = itemAt(session, next)?.tile.title ?? '';
      announce(session, session.say('found', title, found.indexOf(next) + 1, found.length));
    },
    close: () => {
      session.map.find([], null);
      focusMap(session);
    },
  });

  function mark(): void {
    session.map.find(found, at);
    finder.count(at === null ? 0 : found.indexOf(at) + 1, found.length, session.say);
  }

  return {
    open: () => finder.open(),
    refresh: () => {
      if (session.page.finder.hidden) return;
      found = matches(session.scene, finder.query);
      if (at !== null && !found.includes(at)) at = null;
      mark();
    },
    speak: () => finder.speak(session.say),
  };
}
