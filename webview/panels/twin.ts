// The map as a tree, for screen readers and for who would rather read: each tile, what it comes from and what it leads to.
import { element } from '../dom.ts';
import type { PlacedArrow, PlacedTile, Scene } from '../scene.ts';
import type { Say } from '../words.ts';
import { treeKey } from './treeKeys.ts';

export interface Twin {
  /** Writes the tree anew, a long one while the page has nothing else to do. */
  fill(scene: Scene, say: Say): void;
  /** Gives the keyboard to the tree, at a tile. */
  enter(id: string | null): void;
}

export interface TwinEvents {
  /** A tile is to be selected on the map. */
  choose(id: string): void;
  /** The keyboard belongs to the map again. */
  leave(): void;
}

/** So many tiles are written before the page may do something else, and drawn or left out together. */
const bunch = 100;

interface Arrows {
  readonly incoming: ReadonlyMap<string, readonly PlacedArrow[]>;
  readonly outgoing: ReadonlyMap<string, readonly PlacedArrow[]>;
}

export function createTwin(twin: HTMLElement, events: TwinEvents): Twin {
  let tree = element('ul');
  let arrows: Arrows = { incoming: new Map(), outgoing: new Map() };
  let say: Say;

  twin.addEventListener('keydown', (event) => {
    const item = (event.target as Element).closest<HTMLElement>('[role=treeitem]');
    const step = item && treeKey(event.key, item);
    if (!item || !step) return;
    event.preventDefault();
    event.stopPropagation();
    if (step === 'expand') expand(item);
    else if (step === 'collapse') collapse(item);
    else if (step === 'choose') events.choose(item.dataset.id ?? '');
    else if (step === 'leave') events.leave();
    else step.focus();
  });
  twin.addEventListener('click', ({ target }) => {
    const item = (target as Element).closest<HTMLElement>('[role=treeitem]');
    if (item?.dataset.id) events.choose(item.dataset.id);
  });

  function expand(item: HTMLElement): void {
    const id = item.dataset.id ?? '';
    const group = element('ul', { role: 'group' });
    const level = Number(item.getAttribute('aria-level')) + 1;
    const rows = [
      ...(arrows.incoming.get(id) ?? []).map((placed) => [placed.from, 'fromBy', placed] as const),
      ...(arrows.outgoing.get(id) ?? []).map((placed) => [placed.to, 'toBy', placed] as const),
    ];
    rows.forEach(([tile, word, { arrow }], index) => {
      group.append(itemOf(tile.id, say(word, say(arrow.kind), tile.title), level, index + 1, rows.length));
    });
    item.after(group);
    item.setAttribute('aria-expanded', 'true');
  }

  function collapse(item: HTMLElement): void {
    item.parentElement?.querySelector('[role=group]')?.remove();
    item.setAttribute('aria-expanded', 'false');
  }

  function itemOf(id: string, label: string, level: number, at: number, of: number): HTMLElement {
    const leads = arrows.incoming.has(id) || arrows.outgoing.has(id);
    const item = element(
      'div',
      {
        role: 'treeitem',
        tabindex: '-1',
        'data-id': id,
        'aria-level': String(level),
        'aria-posinset': String(at),
        'aria-setsize': String(of),
        ...(leads && { 'aria-expanded': 'false' }),
      },
      label,
    );
    // What is below an item stands beside it: as a part of it, it would be a part of its name.
    return element('li', { role: 'none' }, item);
  }

  return {
    fill(scene, words) {
      say = words;
      arrows = { incoming: by(scene, 'to'), outgoing: by(scene, 'from') };
      const held = twin.contains(document.activeElement);
      const list = element('ul', { role: 'tree', 'aria-label': say('list') });
      const tiles = inReadingOrder(scene.tiles);
      tree = list;
      twin.setAttribute('aria-label', say('list'));
      twin.replaceChildren(list);
      const writeFrom = (first: number) => {
        // Another scene has taken this one's place.
        if (tree !== list) return;
        const rows = tiles
          .slice(first, first + bunch)
          .map(({ tile }, index) => itemOf(tile.id, tile.label, 1, first + index + 1, tiles.length));
        // The browser looks in every frame at each part that may go undrawn: parts of many rows are few.
        list.append(element('li', { role: 'none' }, element('ul', { role: 'none' }, ...rows)));
        const next = first + bunch;
        if (next < tiles.length) requestIdleCallback(() => writeFrom(next));
      };
      writeFrom(0);
      if (held) events.leave();
    },
    enter(id) {
      const items = [...tree.querySelectorAll<HTMLElement>('[role=treeitem]')];
      (items.find(({ dataset }) => dataset.id === id) ?? items[0])?.focus();
    },
  };
}

function by({ arrows }: Scene, end: 'from' | 'to'): ReadonlyMap<string, readonly PlacedArrow[]> {
  const found = new Map<string, PlacedArrow[]>();
  for (const placed of arrows) {
    const others = found.get(placed.arrow[end]);
    if (others) others.push(placed);
    else found.set(placed.arrow[end], [placed]);
  }
  return found;
}

/** From upstream to downstream, and from above to below. */
function inReadingOrder(tiles: readonly PlacedTile[]): readonly PlacedTile[] {
  return [...tiles].sort((a, b) => a.box.x - b.box.x || a.box.y - b.box.y);
}
