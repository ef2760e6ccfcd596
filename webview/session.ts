// What the page's parts share: the last picture, the scene made of it, the words, and the page's own view state.
import type { FromView } from '../src/protocol/messages.ts';
import type { Picture } from '../src/protocol/picture.ts';
import type { MapDrawing } from './draw/mapDrawing.ts';
import type { Box } from './layout/graph.ts';
import type { Page } from './page.ts';
import type { PlacedTile, Scene } from './scene.ts';
import type { Viewpoint } from './viewpoint.ts';
import type { ViewState } from './viewState.ts';
import type { Say } from './words.ts';

export interface Session {
  readonly page: Page;
  readonly map: MapDrawing;
  readonly viewpoint: Viewpoint;
  state: ViewState;
  picture: Picture | undefined;
  scene: Scene;
  say: Say;
  /** The tile that Tab leads to. */
  current: string | null;
  post(message: FromView): void;
  save(state: ViewState): void;
}

/** Keeps the view state for the next time, with the camera as it stands. */
export function remember(session: Session): void {
  const { picture, viewpoint } = session;
  if (!picture) return;
  const { focus, before = null, aliases = {} } = picture;
  session.state = { ...session.state, focus, before, aliases, view: viewpoint.view() };
  session.save(session.state);
}

export function itemAt({ scene }: Session, id: string | null): PlacedTile | undefined {
  return id === null ? undefined : scene.byId.get(id);
}

export function boxAt(session: Session, id: string | null): Box | undefined {
  return itemAt(session, id)?.box;
}

/** Brings a tile into sight. */
export function show(session: Session, id: string | null): void {
  session.viewpoint.show(boxAt(session, id));
}

export function stopAt(session: Session, id: string | null): void {
  session.current = id;
  session.map.setTabStop(id);
}

/** Gives the keyboard back to the map. */
export function focusMap({ map, current }: Session): void {
  if (current !== null) map.tileElement(current)?.focus({ preventScroll: true });
}

/** Told to screen readers. */
export function announce({ page }: Session, text: string): void {
  page.live.textContent = text;
}
