// Draws what the view's shape lets through of the picture, keeps places while it grows, and asks for what lies beyond.
import type { Direction } from '../src/lineage/graph.ts';
import type { NodeId } from '../src/lineage/model.ts';
import type { Picture } from '../src/protocol/picture.ts';
import { createArrange } from './layout/arrange.ts';
import type { Placed } from './layout/graph.ts';
import { type LayoutInput, layout } from './layout/layout.ts';
import { fillBar } from './panels/bar.ts';
import { draftOf, hubOf, type Scene, sceneOf } from './scene.ts';
import { announce, boxAt, remember, type Session } from './session.ts';
import { freshShape, type Shape, toggleExpansion } from './shape/shape.ts';
import { shownOf } from './shape/shown.ts';
import { isCluster, nodesOf, type ShownTile } from './shape/shownTile.ts';
import type { Measure } from './tileSize.ts';

export interface Stage {
  /** A picture from the host. */
  take(picture: Picture): void;
  /** Another part of the picture; the tile named, or what the reader looks at, stays where it is on the screen. */
  reshape(shape: Shape, anchor: string | null): void;
  expand(tile: ShownTile, ways: readonly Direction[]): void;
  /** Only what lies between two tiles. */
  pathBetween(from: ShownTile, to: ShownTile): void;
  /** Gives up what is being laid out and stays with what is drawn; false when there is nothing to give up. */
  stop(): boolean;
}

/** Pictures of so many tiles and links are laid out while the page waits: it does not notice. */
const few = 400;
/** Milliseconds after which the page says what it is waiting for. */
const patience = 300;

export interface StageEvents {
  /** The scene is another one; the camera moves after this. */
  drawn(): void;
  find(): void;
  /** A large picture is being laid out: what to say meanwhile, empty when it is done. */
  busy(text: string): void;
}

export function createStage(session: Session, measure: Measure, events: StageEvents): Stage {
  const { page, map, viewpoint } = session;
  const arrange = createArrange();
  /** Nodes around which the host has been asked to look. */
  let looked = new Set<NodeId>();
  /** What is being laid out; the scene is still the one before. */
  let coming: { readonly picture: Picture; readonly stop: AbortController } | undefined;
  /** The shape of the scene that is drawn. */
  let { shape } = session.state;

  function take(next: Picture): void {
    const { picture, state } = session;
    const first = picture === undefined;
    const same = picture?.focus === next.focus;
    if (!same) looked = new Set();
    if (state.focus !== next.focus) session.state = { ...state, shape: freshShape };
    const remembered = first && state.focus === next.focus ? state.view : null;
    redraw(next, same, () => {
      const anchor = boxAt(session, session.state.selected ?? next.focus);
      return () => {
        if (same) viewpoint.hold(session.scene, anchor, boxAt(session, anchor?.id ?? null));
        else
          viewpoint.open(
            session.scene,
            boxAt(session, next.focus) ?? hubOf(session.scene),
            remembered,
            !first,
          );
      };
    });
  }

  function reshape(next: Shape, wanted: string | null): void {
    const picture = coming?.picture ?? session.picture;
    if (!picture) return;
    session.state = { ...session.state, shape: next };
    redraw(picture, true, () => {
      const { byId: known, tiles } = session.scene;
      return () => {
        const held = [wanted, session.state.selected, picture.focus];
        const staying = tiles.flatMap(({ box }) => (session.scene.byId.has(box.id) ? [box] : []));
        const anchor = viewpoint.looksAt(staying, held)?.id ?? null;
        const before = known.get(anchor ?? '')?.box;
        // What is new beside a tile is why the reader asked for it; elsewhere it is looked for when it is wanted.
        const fresh =
          wanted === null ? [] : session.scene.tiles.flatMap(({ box }) => (known.has(box.id) ? [] : [box]));
        viewpoint.grow(session.scene, before, boxAt(session, anchor), fresh);
      };
    });
  }

  /** `leave` sees the scene before; what it gives moves the camera over the next. */
  function redraw(picture: Picture, same: boolean, leave: () => () => void): void {
    coming?.stop.abort();
    coming = undefined;
    const draft = draftOf(
      shownOf(picture, session.state.shape, session.say),
      measure,
      Date.now(),
      same ? session.scene : undefined,
    );
    const { tiles, links } = draft.input;
    const done = (placed: Placed) => {
      performance.mark('laid out');
      const before = same ? session.scene : undefined;
      const arrive = leave();
      draw(picture, sceneOf(draft, placed));
      arrive();
      settle(before);
    };
    if (draft.kept) done(draft.kept.placed);
    else if (tiles.length + links.length <= few) done(layout(draft.input));
    else void drawLater(picture, draft.input, done);
  }

  async function drawLater(
    picture: Picture,
    input: LayoutInput,
    done: (placed: Placed) => void,
  ): Promise<void> {
    const own = { picture, stop: new AbortController() };
    coming = own;
    const wait = setTimeout(() => events.busy(session.say('arranging', input.tiles.length)), patience);
    try {
      const placed = await arrange(input, own.stop.signal);
      if (coming !== own) return;
      coming = undefined;
      done(placed);
    } catch (error) {
      if (!own.stop.signal.aborted) throw error;
    } finally {
      clearTimeout(wait);
      if (!coming) events.busy('');
    }
  }

  function draw(picture: Picture, scene: Scene): void {
    session.picture = picture;
    session.scene = scene;
    shape = session.state.shape;
    map.draw(scene, picture.focus, session.say);
    page.empty.hidden = scene.tiles.length > 0;
    page.svg.classList.toggle('nothing', scene.tiles.length === 0);
    speakBar();
    events.drawn();
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
    fillBar(page.bar, state.shape, picture.tiles, ends, picture.focus !== null, session.say, {
      shape: (shape) => reshape(shape, null),
      find: events.find,
      leavePath: () => reshape({ ...state.shape, path: null }, path?.to ?? null),
    });
  }

  /** Tells how many are shown; of a picture that has changed also how many came and went. */
  function settle(before: Scene | undefined): void {
    remember(session);
    const { tiles, arrows, byId } = session.scene;
    const fresh = tiles.filter(({ tile }) => !before?.byId.has(tile.id)).length;
    const gone = before?.tiles.filter(({ tile }) => !byId.has(tile.id)).length ?? 0;
    const changed = before !== undefined && before.tiles.length > 0 && fresh + gone > 0;
    const words = changed
      ? session.say('shownChanged', tiles.length, arrows.length, fresh, gone)
      : session.say('shown', tiles.length, arrows.length);
    announce(session, words);
  }

  return {
    take,
    reshape,
    stop() {
      if (!coming) return false;
      coming.stop.abort();
      coming = undefined;
      session.state = { ...session.state, shape };
      events.busy('');
      speakBar();
      return true;
    },
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
