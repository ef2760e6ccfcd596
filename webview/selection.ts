// The selected tile: its ring, what is dimmed around it, and its details beside the map.
import type { NodeId } from '../src/lineage/model.ts';
import type { Details } from '../src/protocol/details.ts';
import type { Listing } from '../src/protocol/listing.ts';
import type { ListingWish } from '../src/protocol/messages.ts';
import { fillDetails } from './panels/details.ts';
import { fillListing, type ListingActions } from './panels/listing.ts';
import { fillSections } from './panels/sections.ts';
import { reach } from './reach.ts';
import { announce, focusMap, itemAt, remember, type Session, show, stopAt } from './session.ts';
import { type Shape, setAlone } from './shape/shape.ts';
import { isCluster, nodesOf, type ShownTile } from './shape/shownTile.ts';

export interface Selection {
  /** Selects as a reader does: remembered and told. */
  choose(id: string | null, details: boolean): void;
  /** Shows a selection and its details; the map gives way to the panel without moving. */
  mark(id: string | null, details: boolean): void;
  /** What the host knows of the selected tile. */
  tell(details: Details): void;
  /** A list beside the map, wherever no tile's details are; null takes it away. */
  list(listing: Listing | null): void;
}

/** `reshape` draws another part of the picture; the tile named stays where it is. */
export function createSelection(
  session: Session,
  reshape: (shape: Shape, anchor: string | null) => void,
): Selection {
  const { page, map, viewpoint } = session;
  /** The last that the host has told, of whatever tile. */
  let told: Details | undefined;
  let asked = '';
  let listing: Listing | null = null;
  page.details.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') closeDetails();
  });

  function choose(id: string | null, details: boolean): void {
    mark(id, details && id !== null);
    remember(session);
    const label = itemAt(session, id)?.tile.label;
    if (id === null || label === undefined) {
      announce(session, session.say('cleared'));
      return;
    }
    const arrows = session.scene.arrows.map(({ arrow }) => arrow);
    const { upstream, downstream } = reach(arrows, id);
    announce(session, session.say('selected', label, upstream.size, downstream.size));
  }

  function mark(id: string | null, details: boolean): void {
    session.state = { ...session.state, selected: id, details };
    map.select(id);
    const tile = itemAt(session, id)?.tile;
    ask(tile, details);
    if (tile && details) fill(tile);
    else if (listing) fillListing(page.details, listing, session.say, listingActions);
    const hidden = !(tile && details) && !listing;
    if (page.details.hidden === hidden) return;
    page.details.hidden = hidden;
    viewpoint.keepStill();
  }

  const wish = (it: ListingWish) => session.post({ type: 'listing', wish: it });
  const listingActions: ListingActions = {
    select: (id) => {
      const tile = session.scene.tiles.find((item) => nodesOf(item.tile).includes(id as NodeId))?.tile;
      if (!tile) {
        session.post({ type: 'focus', id: id as NodeId });
        return;
      }
      choose(tile.id, true);
      stopAt(session, tile.id);
      show(session, tile.id);
    },
    copy: () => wish('copy'),
    save: () => wish('save'),
    close: () => {
      wish('close');
      list(null);
    },
  };

  function list(next: Listing | null): void {
    const other = JSON.stringify(next) !== JSON.stringify(listing);
    // The same list may come again with more in it.
    const more = next !== null && next.title === listing?.title;
    listing = next;
    session.state = { ...session.state, listed: next !== null };
    remember(session);
    if (!other) return;
    // A new list is looked at first; the details of a tile come back with the next click.
    mark(session.state.selected, (next === null || more) && session.state.details);
    if (more) return;
    if (next) announce(session, `${next.title}. ${next.summary}`);
    show(session, session.state.selected ?? session.picture?.focus ?? null);
  }

  /** The host knows what is selected, and tells all about it while its details are seen. */
  function ask(tile: ShownTile | undefined, details: boolean): void {
    const id = tile && !isCluster(tile.id) ? tile.id : null;
    const message = { type: 'select', id, details: details && id !== null } as const;
    const text = JSON.stringify(message);
    if (text === asked) return;
    asked = text;
    session.post(message);
  }

  function tell(details: Details): void {
    told = details;
    fillSections(page.details, details, session.say, session.post);
  }

  function fill(tile: ShownTile): void {
    const focus = session.picture?.focus ?? null;
    const { shape } = session.state;
    const alone = !isCluster(tile.id) && shape.alone.includes(tile.id);
    fillDetails(page.details, tile, session.scene, focus, alone, session.say, {
      post: session.post,
      select: (other) => {
        choose(other, true);
        stopAt(session, other);
        show(session, other);
      },
      pathToFocus: (from) => {
        if (focus) reshape({ ...shape, path: { from, to: focus } }, from);
      },
      pullOut,
      putBack: (own) => reshape(setAlone(shape, [own], false), own),
      close: closeDetails,
    });
    if (told?.id === tile.id) tell(told);
  }

  /** Shows members of a cluster on their own, and goes to the first of them. */
  function pullOut(ids: readonly NodeId[]): void {
    const [first = null] = ids;
    const { selected, details, shape } = session.state;
    session.state = { ...session.state, selected: first, details: ids.length === 1 && details };
    reshape(setAlone(shape, ids, true), selected);
    stopAt(session, first);
    show(session, first);
  }

  function closeDetails(): void {
    choose(session.state.selected, false);
    focusMap(session);
    show(session, session.state.selected);
  }

  return { choose, mark, tell, list };
}
