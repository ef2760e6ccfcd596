// Draws what the view's shape lets through of the picture, keeps places while it grows, and asks for what lies beyond.
import type { Direction } from '../src/lineage/graph.ts';
import type { NodeId } from '../src/lineage/model.ts';
import type { Picture } from '../src/protocol.ts';
import { fillBar } from './panels/bar.ts';
import { fillTwin } from './panels/twin.ts';
import { sceneOf } from './scene.ts';
import { announce, boxAt, remember, type Session } from './session.ts';
import { freshShape, type Shape, toggleExpansion } from './shape/shape.ts';
import { shownOf } from './shape/shown.ts';
import { isCluster, nodesOf, type ShownTile } from './shape/shownTile.ts';
import type { Measure } from './tileSize.ts';

export interface Stage {
  /** A picture from the host. */
  take(picture: Picture): void;
  /** Another part of the picture; the tile named stays where it is on the screen. */
  reshape(shape: Shape, anchor: string): void;
  expand(tile: ShownTile, ways: readonly Direction[]): void;
  /** Only what lies between two tiles. */
  pathBetween(from: ShownTile, to: ShownTile): void;
}

/** `drawn` is called whenever the scene is another one, before the camera moves. */
export function createStage(session: Session, measure: Measure, drawn: () => void, find: () => void): Stage {
  const { page, map, viewpoint } = session;
  /** Nodes around which the host has been asked to look. */
  let looked = new Set<NodeId>();

  function take(next: Picture): void {
    const first = session.picture === undefined;
    const same = session.picture?.focus === next.focus;
    if (!same) looked = new Set();
    if (session.state.focus !== next.focus) session.state = { ...session.state, shape: freshShape };
    const { state } = session;
    const anchor = boxAt(session, state.selected ?? next.focus);
    session.picture = next;
    redraw(next, same);
    if (same) viewpoint.hold(session.scene, anchor, boxAt(session, anchor?.id ?? null));
    else {
      const remembered = first && state.focus === next.focus ? state.view : null;
      viewpoint.open(session.scene, boxAt(session, next.focus), remembered, !first);
    }
    settle();
  }

  function reshape(shape: Shape, anchor: string): void {
    if (!session.picture) return;
    session.state = { ...session.state, shape };
    const before = boxAt(session, anchor);
    const known = new Set(session.scene.byId.keys());
    redraw(session.picture, true);
    const fresh = session.scene.tiles.flatMap(({ box }) => (known.has(box.id) ? [] : [box]));
    viewpoint.grow(session.scene, before, boxAt(session, anchor), fresh);
    settle();
  }

  function redraw(picture: Picture, same: boolean): void {
    const shown = shownOf(picture, session.state.shape, session.say);
    const scene = sceneOf(shown, measure, same ? session.scene : undefined);
    session.scene = scene;
    performance.mark('laid out');
    map.draw(scene, picture.focus, session.say);
    fillTwin(page.twin, scene, session.say);
    page.empty.hidden = scene.tiles.length > 0;
    page.svg.classList.toggle('nothing', scene.tiles.length === 0);
    speakBar();
    drawn();
    lookFurther();
  }

  function lookFurther(): void {
    const ids = session.scene.tiles
      .flatMap(({ tile }): readonly Pick<ShownTile, 'id' | 'open'>[] => tile.members ?? [tile])
      .flatMap(({ open, id }) => (open && !isCluster(id) && !looked.has(id) ? [id] : []));
    if (ids.length === 0) return;
    for (const id of ids) looked.add(id);
    session.post({ type: 'lookFurther', ids });
  }

  function speakBar(): void {
    const { picture, state } = session;
    if (!picture) return;
    const { path } = state.shape;
    const title = (id: NodeId) => picture.tiles.find((tile) => tile.id === id)?.title ?? id;
    const ends = path ? ([title(path.from), title(path.to)] as const) : undefined;
    fillBar(page.bar, state.shape, picture.tiles, ends, session.say, {
      shape: (shape) => reshape(shape, picture.focus ?? ''),
      find,
      leavePath: () => reshape({ ...state.shape, path: null }, path?.to ?? ''),
    });
  }

  function settle(): void {
    remember(session);
    const { tiles, arrows } = session.scene;
    announce(session, session.say('shown', tiles.length, arrows.length));
  }

  return {
    take,
    reshape,
    expand(tile, ways) {
      const wanted = (shape: Shape, way: Direction) => toggleExpansion(shape, nodesOf(tile), way);
      reshape(ways.reduce(wanted, session.state.shape), tile.id);
    },
    pathBetween(from, to) {
      const [start, end] = [nodesOf(from)[0], nodesOf(to)[0]];
      if (start && end) reshape({ ...session.state.shape, path: { from: start, to: end } }, to.id);
    },
  };
}
