// The map as a list, for screen readers: each tile with its arrows.
import { element } from '../dom.ts';
import type { PlacedArrow, Scene } from '../scene.ts';
import type { Say } from '../words.ts';

/** So many tiles are written before the page may do something else. */
const bunch = 100;

/** Writes the list, a long one while the page has nothing else to do. */
export function fillTwin(twin: HTMLElement, scene: Scene, say: Say): void {
  twin.setAttribute('aria-label', say('list'));
  const leaving = new Map<string, PlacedArrow[]>();
  for (const placed of scene.arrows) {
    const others = leaving.get(placed.arrow.from);
    if (others) others.push(placed);
    else leaving.set(placed.arrow.from, [placed]);
  }
  const list = element('ul');
  twin.replaceChildren(list);
  const writeFrom = (first: number) => {
    // Another scene has taken this one's place.
    if (!twin.contains(list)) return;
    for (const { tile } of scene.tiles.slice(first, first + bunch)) {
      const arrows = leaving.get(tile.id) ?? [];
      const rows = arrows.map(({ arrow, to }) => element('li', {}, `${say(arrow.kind)} → ${to.title}`));
      list.append(element('li', {}, tile.label, ...(rows.length > 0 ? [element('ul', {}, ...rows)] : [])));
    }
    const next = first + bunch;
    if (next < scene.tiles.length) requestIdleCallback(() => writeFrom(next));
  };
  writeFrom(0);
}
