// Joins the last picture and the page's own view state to what is seen: the map, its panels, and the keyboard.
import type { ClusterId } from '../src/lineage/cluster.ts';
import type { Direction as Way } from '../src/lineage/graph.ts';
import type { NodeId } from '../src/lineage/model.ts';
import type { FromView, Picture, ToView, Words } from '../src/protocol.ts';
import { createMap, type MapDrawing } from './draw/map.ts';
import { type KeyAction, keyAction, type TileAction } from './keyboard.ts';
import { textMeasure } from './measure.ts';
import { type Direction, nearest } from './navigate.ts';
import { buildPage } from './page.ts';
import { fillBar } from './panels/bar.ts';
import { fillDetails } from './panels/details.ts';
import { createFrame } from './panels/frame.ts';
import { fillBusy, fillNotices } from './panels/notices.ts';
import { fillTwin } from './panels/twin.ts';
import { reach } from './reach.ts';
import { type PlacedTile, type Scene, sceneOf } from './scene.ts';
import { freshShape, type Shape, setAlone, toggleExpansion } from './shape/shape.ts';
import { shownOf } from './shape/shown.ts';
import { nodesOf, type ShownTile } from './shape/shownTile.ts';
import { createViewpoint } from './viewpoint.ts';
import { parseViewState, type ViewState } from './viewState.ts';
import { type Say, speaker } from './words.ts';

export interface Outside {
  post(message: FromView): void;
  load(): unknown;
  save(state: ViewState): void;
}

const zoomStep = 1.35;
/** For so long nothing moves or opens after a click: a double click must find the tile still under the pointer. */
const doubleClickTime = 260;

export function createApp(body: HTMLElement, outside: Outside): { receive(message: ToView): void } {
  const page = buildPage(body);
  const measure = textMeasure();
  let state = parseViewState(outside.load());
  let words: Words | undefined;
  let say: Say = speaker({});
  let scene: Scene = sceneOf({ focus: null, tiles: [], arrows: [], ties: [] }, measure);
  let picture: Picture | undefined;
  /** Nodes around which the host has been asked to look. */
  let looked = new Set<NodeId>();
  /** The tile that Tab leads to. */
  let current: string | null = null;

  const map: MapDrawing = createMap(page.svg, {
    onClick: ({ tile }, further) => {
      const from = further && state.selected !== tile.id && scene.byId.get(state.selected ?? '')?.tile;
      if (from) {
        pathBetween(from, tile);
        return;
      }
      choose(tile.id, state.details);
      map.tileElement(tile.id)?.focus({ preventScroll: true });
      setTimeout(() => {
        if (state.selected !== tile.id) return;
        if (!state.details) mark(tile.id, true);
        remember();
        show(tile.id);
      }, doubleClickTime);
    },
    onDoubleClick: ({ tile }) => {
      openCode(tile);
    },
    onHandle: ({ tile }, way) => expand(tile, [way]),
    onFocus: ({ tile }) => stopAt(tile.id),
  });
  const viewpoint = createViewpoint(page.svg, map, remember);
  const frame = createFrame(page, state.legend, {
    zoomIn: () => viewpoint.zoomBy(zoomStep),
    zoomOut: () => viewpoint.zoomBy(1 / zoomStep),
    fit: () => viewpoint.fit(),
    legend: (legend) => {
      state = { ...state, legend };
      remember();
    },
    backToMap: focusMap,
  });
  frame.speak(say);

  page.svg.addEventListener('click', ({ target }) => {
    if ((target as Element).closest('.tile')) return;
    choose(null, false);
    show(null);
  });
  page.svg.addEventListener('keydown', (event) => {
    const action = keyAction(event);
    if (!action) return;
    event.preventDefault();
    act(action);
  });
  page.details.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') closeDetails();
  });

  function receive(message: ToView): void {
    if (message.type === 'busy') fillBusy(page.busy, message.text);
    else if (message.type === 'show') draw(message.picture, message.words);
  }

  function draw(next: Picture, nextWords: Words): void {
    const speak = JSON.stringify(words) !== JSON.stringify(nextWords);
    words = nextWords;
    say = speaker(nextWords);
    const first = picture === undefined;
    const same = picture !== undefined && picture.focus === next.focus;
    if (!same) looked = new Set();
    if (state.focus !== next.focus) state = { ...state, shape: freshShape };
    const anchor = boxOf(state.selected ?? next.focus);
    picture = next;
    if (speak) frame.speak(say);
    fillBusy(page.busy, '');
    fillNotices(page.notices, next.notices);
    redraw(next, same);
    speakBar();
    if (same) viewpoint.hold(scene, anchor, boxOf(anchor?.id ?? null));
    else {
      const remembered = first && state.focus === next.focus ? state.view : null;
      viewpoint.open(scene, boxOf(next.focus), remembered, !first);
    }
    remember();
    announce(say('shown', scene.tiles.length, scene.arrows.length));
  }

  /** Draws what the shape lets through of the picture, and asks for what lies beyond it. */
  function redraw(from: Picture, same: boolean): void {
    scene = sceneOf(shownOf(from, state.shape, say), measure, same ? scene : undefined);
    map.draw(scene, from.focus, say);
    fillTwin(page.twin, scene, say);
    page.empty.hidden = scene.tiles.length > 0;
    page.svg.classList.toggle('nothing', scene.tiles.length === 0);
    const selected = state.selected !== null && scene.byId.has(state.selected) ? state.selected : null;
    mark(selected, state.details && selected !== null);
    stopAt([current, selected, from.focus].find((id) => id !== null && scene.byId.has(id)) ?? firstId());
    const unknown = scene.tiles
      .flatMap(({ tile }): readonly Pick<ShownTile, 'id' | 'open'>[] => tile.members ?? [tile])
      .flatMap(({ open, id }) => (open && !isCluster(id) && !looked.has(id) ? [id] : []));
    if (unknown.length === 0) return;
    for (const id of unknown) looked.add(id);
    outside.post({ type: 'lookFurther', ids: unknown });
  }

  function reshape(shape: Shape, anchor: string): void {
    if (!picture) return;
    state = { ...state, shape };
    const before = boxOf(anchor);
    const known = new Set(scene.byId.keys());
    redraw(picture, true);
    if (words) speakBar();
    const fresh = scene.tiles.flatMap(({ box }) => (known.has(box.id) ? [] : [box]));
    viewpoint.grow(scene, before, boxOf(anchor), fresh);
    remember();
    announce(say('shown', scene.tiles.length, scene.arrows.length));
  }

  function speakBar(): void {
    const { path } = state.shape;
    const title = (id: NodeId) => picture?.tiles.find((tile) => tile.id === id)?.title ?? id;
    const ends = path ? ([title(path.from), title(path.to)] as const) : undefined;
    const anchor = () => picture?.focus ?? '';
    fillBar(page.bar, state.shape, ends, say, {
      shape: (shape) => reshape(shape, anchor()),
      leavePath: () => reshape({ ...state.shape, path: null }, path?.to ?? anchor()),
    });
  }

  function expand(tile: ShownTile, ways: readonly Way[]): void {
    const shape = ways.reduce((made, way) => toggleExpansion(made, nodesOf(tile), way), state.shape);
    reshape(shape, tile.id);
  }

  function pathBetween(from: ShownTile, to: ShownTile): void {
    const [start, end] = [nodesOf(from)[0], nodesOf(to)[0]];
    if (start && end) reshape({ ...state.shape, path: { from: start, to: end } }, to.id);
  }

  /** Shows members of a cluster on their own, and goes to the first of them. */
  function pullOut(ids: readonly NodeId[]): void {
    const [first = null] = ids;
    const from = state.selected;
    state = { ...state, selected: first, details: ids.length === 1 && state.details };
    reshape(setAlone(state.shape, ids, true), from ?? '');
    stopAt(first);
    show(first);
  }

  function openCode({ id, hasCode }: ShownTile): void {
    if (hasCode && !isCluster(id)) outside.post({ type: 'openCode', id });
  }

  function choose(id: string | null, details: boolean): void {
    mark(id, details && id !== null);
    remember();
    const label = id === null ? undefined : scene.byId.get(id)?.tile.label;
    if (id === null || label === undefined) {
      announce(say('cleared'));
      return;
    }
    const { upstream, downstream } = reach(
      scene.arrows.map(({ arrow }) => arrow),
      id,
    );
    announce(say('selected', label, upstream.size, downstream.size));
  }

  /** Shows a selection and its details; the map gives way to the panel without moving. */
  function mark(id: string | null, details: boolean): void {
    state = { ...state, selected: id, details };
    map.select(id);
    const tile = id === null ? undefined : scene.byId.get(id)?.tile;
    if (tile && details)
      fillDetails(page.details, tile, scene, picture?.focus ?? null, isAlone(tile), say, {
        post: outside.post,
        select: (other) => {
          choose(other, true);
          stopAt(other);
          show(other);
        },
        pathToFocus: (from) => {
          const to = picture?.focus;
          if (to) reshape({ ...state.shape, path: { from, to } }, from);
        },
        pullOut,
        putBack: (own) => reshape(setAlone(state.shape, [own], false), own),
        close: closeDetails,
      });
    const hidden = !(tile && details);
    if (page.details.hidden === hidden) return;
    page.details.hidden = hidden;
    viewpoint.keepStill();
  }

  function closeDetails(): void {
    choose(state.selected, false);
    focusMap();
    show(state.selected);
  }

  function act(action: KeyAction): void {
    if (action.type === 'zoomIn') viewpoint.zoomBy(zoomStep);
    else if (action.type === 'zoomOut') viewpoint.zoomBy(1 / zoomStep);
    else if (action.type === 'actualSize') viewpoint.actualSize();
    else if (action.type === 'fit') viewpoint.fit();
    else if (action.type === 'keys') frame.toggleKeys();
    else if (action.type === 'clear') {
      choose(null, false);
      show(current);
    } else {
      const item = scene.byId.get(current ?? '');
      if (item) actOn(item, action);
    }
  }

  function actOn(item: PlacedTile, action: TileAction): void {
    const { tile } = item;
    if (action.type === 'go') step(item, action.direction);
    else if (action.type === 'expand') expandMore(item, [action.direction]);
    else if (action.type === 'expandBoth') expandMore(item, ['upstream', 'downstream']);
    else if (action.type === 'code') {
      openCode(tile);
    } else {
      const again = action.type === 'select' && state.selected === tile.id;
      choose(again ? null : tile.id, action.type === 'open' || state.details);
      show(tile.id);
    }
  }

  /** On the sides that have something to show or to take back. */
  function expandMore({ tile }: PlacedTile, ways: readonly Way[]): void {
    const useful = ways.filter((way) => tile[way].hidden > 0 || tile[way].expanded);
    if (useful.length > 0) expand(tile, useful);
  }

  function step(from: PlacedTile, direction: Direction): void {
    const to = nearest(
      scene.tiles.map(({ box }) => box),
      from.box,
      direction,
    );
    if (!to) return;
    stopAt(to.id);
    focusMap();
    show(to.id);
  }

  function isAlone({ id }: ShownTile): boolean {
    return !isCluster(id) && state.shape.alone.includes(id);
  }

  function stopAt(id: string | null): void {
    current = id;
    map.setTabStop(id);
  }

  function focusMap(): void {
    if (current !== null) map.tileElement(current)?.focus({ preventScroll: true });
  }

  function show(id: string | null): void {
    viewpoint.show(boxOf(id));
  }

  function boxOf(id: string | null): PlacedTile['box'] | undefined {
    return id === null ? undefined : scene.byId.get(id)?.box;
  }

  function firstId(): string | null {
    return scene.tiles[0]?.tile.id ?? null;
  }

  function announce(text: string): void {
    page.live.textContent = text;
  }

  function remember(): void {
    if (!picture) return;
    state = { ...state, focus: picture.focus, view: viewpoint.view() };
    outside.save(state);
  }

  return { receive };
}

function isCluster(id: NodeId | ClusterId): id is ClusterId {
  return id.startsWith('cluster:');
}
