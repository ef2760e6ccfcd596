// The map as a list, for screen readers: each tile with its arrows.
import { element } from '../dom.ts';
import type { PlacedArrow, Scene } from '../scene.ts';
import type { Say } from '../words.ts';

export function fillTwin(twin: HTMLElement, scene: Scene, say: Say): void {
  twin.setAttribute('aria-label', say('list'));
  const leaving = new Map<string, PlacedArrow[]>();
  for (const placed of scene.arrows)
    leaving.set(placed.arrow.from, [...(leaving.get(placed.arrow.from) ?? []), placed]);
  twin.replaceChildren(
    element(
      'ul',
      {},
      ...scene.tiles.map(({ tile }) => {
        const arrows = leaving.get(tile.id) ?? [];
        const rows = arrows.map(({ arrow, to }) => element('li', {}, `${say(arrow.kind)} → ${to.title}`));
        return element('li', {}, tile.label, ...(rows.length > 0 ? [element('ul', {}, ...rows)] : []));
      }),
    ),
  );
}
