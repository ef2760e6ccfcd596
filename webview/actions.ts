// What clicks and keys do on the map: move, select, open, grow, narrow to a path.
import type { Direction as Side } from '../src/lineage/graph.ts';
import type { KeyAction, TileAction } from './keyboard.ts';
import { type Direction, nearest } from './navigate.ts';
import type { Frame } from './panels/frame.ts';
import type { Twin } from './panels/twin.ts';
import type { PlacedTile } from './scene.ts';
import type { Selection } from './selection.ts';
import { focusMap, itemAt, remember, type Session, show, stopAt } from './session.ts';
import { isCluster, type ShownTile } from './shape/shownTile.ts';
import type { Stage } from './stage.ts';

/** How much a press of a key or a button zooms. */
export const zoomStep = 1.35;
/** For so long nothing moves or opens after a click: a double click must find the tile still under the pointer. */
const doubleClickTime = 260;

interface Parts {
  readonly selection: Selection;
  readonly stage: Stage;
  readonly frame: Frame;
  readonly twin: Twin;
}

export interface Actions {
  /** `further` when Shift was held: to this tile from the one selected. */
  click(tile: ShownTile, further: boolean): void;
  openCode(tile: ShownTile): void;
  press(action: KeyAction): void;
}

export function createActions(session: Session, { selection, stage, frame, twin }: Parts): Actions {
  const { map, viewpoint } = session;

  function click(tile: ShownTile, further: boolean): void {
    if (further && pathTo(tile)) return;
    selection.choose(tile.id, session.state.details);
    map.tileElement(tile.id)?.focus({ preventScroll: true });
    setTimeout(() => {
      if (session.state.selected !== tile.id) return;
      if (!session.state.details) selection.mark(tile.id, true);
      remember(session);
      show(session, tile.id);
    }, doubleClickTime);
  }

  /** Only what lies between the selected tile and this one; false where there are no two. */
  function pathTo(tile: ShownTile): boolean {
    const from = itemAt(session, session.state.selected)?.tile;
    if (!from || from.id === tile.id) return false;
    stage.pathBetween(from, tile);
    return true;
  }

  function press(action: KeyAction): void {
    if (action.type === 'zoomIn') viewpoint.zoomBy(zoomStep);
    else if (action.type === 'zoomOut') viewpoint.zoomBy(1 / zoomStep);
    else if (action.type === 'actualSize') viewpoint.actualSize();
    else if (action.type === 'fit') viewpoint.fit();
    else if (action.type === 'keys') frame.toggleKeys();
    else if (action.type === 'list') twin.enter(session.current);
    else if (action.type === 'clear') {
      selection.choose(null, false);
      show(session, session.current);
    } else {
      const item = itemAt(session, session.current);
      if (item) pressOn(item, action);
    }
  }

  function pressOn(item: PlacedTile, action: TileAction): void {
    const { tile } = item;
    if (action.type === 'go') step(item, action.direction);
    else if (action.type === 'expand') expand(tile, [action.direction]);
    else if (action.type === 'expandBoth') expand(tile, ['upstream', 'downstream']);
    else if (action.type === 'path') pathTo(tile);
    else if (action.type === 'code') openCode(tile);
    else {
      const again = action.type === 'select' && session.state.selected === tile.id;
      selection.choose(again ? null : tile.id, action.type === 'open' || session.state.details);
      show(session, tile.id);
    }
  }

  /** On the sides that have something to show or to take back. */
  function expand(tile: ShownTile, sides: readonly Side[]): void {
    const useful = sides.filter((side) => tile[side].hidden > 0 || tile[side].expanded);
    if (useful.length > 0) stage.expand(tile, useful);
  }

  function step(from: PlacedTile, direction: Direction): void {
    const boxes = session.scene.tiles.map(({ box }) => box);
    const to = nearest(boxes, from.box, direction);
    if (!to) return;
    stopAt(session, to.id);
    focusMap(session);
    show(session, to.id);
  }

  function openCode({ id, hasCode }: ShownTile): void {
    if (hasCode && !isCluster(id)) session.post({ type: 'openCode', id });
  }

  return { click, openCode, press };
}
