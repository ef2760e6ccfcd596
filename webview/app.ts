// Joins the pictures from the host and the page's own view state to what is seen: the map, its panels, and the keyboard.
import type { NodeId } from '../src/lineage/model.ts';
import type { FromView, ToView, Words } from '../src/protocol/messages.ts';
import type { Way } from '../src/protocol/picture.ts';
import { createActions, zoomStep } from './actions.ts';
import { createMap } from './draw/map.ts';
import type { MapDrawing } from './draw/mapDrawing.ts';
import { answer } from './export/answer.ts';
import { isFind, isHelp, keyAction } from './keyboard.ts';
import { textMeasure } from './measure.ts';
import { createMenu } from './menu.ts';
import { createMinimap } from './minimap.ts';
import { buildPage } from './page.ts';
import { createFrame } from './panels/frame.ts';
import { fillBusy, fillNotices } from './panels/notices.ts';
import { createTwin } from './panels/twin.ts';
import { emptyScene } from './scene.ts';
import { createSearch } from './search.ts';
import { createSelection } from './selection.ts';
import { focusMap, remember, type Session, show, stopAt } from './session.ts';
import { nodesOf } from './shape/shownTile.ts';
import { createStage } from './stage.ts';
import { createViewpoint, type Viewpoint } from './viewpoint.ts';
import { parseViewState, type ViewState } from './viewState.ts';
import { speaker } from './words.ts';

export interface Outside {
  post(message: FromView): void;
  load(): unknown;
  save(state: ViewState): void;
}

export function createApp(body: HTMLElement, outside: Outside): { receive(message: ToView): void } {
  const page = buildPage(body);
  const measure = textMeasure();
  const map: MapDrawing = createMap(page.svg, {
    onClick: ({ tile }, further) => actions.click(tile, further),
    onDoubleClick: ({ tile }) => actions.openCode(tile),
    onHandle: ({ tile }, way) => stage.expand(tile, [way]),
    onFocus: ({ tile }) => stopAt(session, tile.id),
  });
  const viewpoint: Viewpoint = createViewpoint(page.svg, map, {
    moved: (view, window) => minimap.move(view, window),
    settled: () => remember(session),
    corner: () => minimap.room(),
    aside: () => (page.legend.hidden ? 0 : page.legend.offsetLeft + page.legend.offsetWidth),
  });
  const minimap = createMinimap(page.minimap, (x, y) => viewpoint.centre(x, y));
  const session: Session = {
    page,
    map,
    viewpoint,
    state: parseViewState(outside.load()),
    picture: undefined,
    scene: emptyScene,
    say: speaker({}),
    current: null,
    post: outside.post,
    save: outside.save,
  };
  const selection = createSelection(session, (shape, anchor) => stage.reshape(shape, anchor));
  const search = createSearch(session);
  const stage = createStage(session, measure, {
    drawn,
    find: search.open,
    busy: (text) => fillBusy(page.busy, text, session.say, go),
  });
  const frame = createFrame(page, session.state.legend, {
    zoomIn: () => viewpoint.zoomBy(zoomStep),
    zoomOut: () => viewpoint.zoomBy(1 / zoomStep),
    fit: () => viewpoint.fit(),
    legend: (legend) => {
      session.state = { ...session.state, legend };
      remember(session);
      show(session, null);
    },
    go,
    backToMap: () => focusMap(session),
  });
  createMenu(session);
  const twin = createTwin(page.twin, {
    choose: (id) => {
      selection.choose(id, session.state.details);
      stopAt(session, id);
      show(session, id);
    },
    leave: () => focusMap(session),
  });
  const actions = createActions(session, { selection, stage, frame, twin });
  let words: Words = {};
  let ringed: ReadonlySet<NodeId> = new Set();
  speak();

  page.svg.addEventListener('click', ({ target }) => {
    if ((target as Element).closest('.tile')) return;
    selection.choose(null, false);
    show(session, null);
  });
  page.svg.addEventListener('keydown', (event) => {
    const action = keyAction(event);
    if (!action) return;
    event.preventDefault();
    actions.press(action);
  });
  body.addEventListener('keydown', (event) => {
    const act = isFind(event) ? search.open : isHelp(event) ? frame.showKeys : undefined;
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });

  function receive(message: ToView): void {
    if (message.type === 'busy') fillBusy(page.busy, message.text, session.say, go);
    else if (message.type === 'details') selection.tell(message.details);
    else if (message.type === 'listing') selection.list(message.listing);
    else if (message.type === 'export')
      answer(session, message).then(
        (exported) => outside.post({ type: 'exported', exported }),
        () => outside.post({ type: 'exported' }),
      );
    else if (message.type === 'ring') ring(message.ids);
    else if (message.type === 'help') frame.showKeys();
    else if (message.type === 'mode') {
      session.state = { ...session.state, mode: message.mode };
      remember(session);
    } else if (message.type === 'show') {
      if (JSON.stringify(words) !== JSON.stringify(message.words)) {
        words = message.words;
        session.say = speaker(words);
        speak();
      }
      fillBusy(page.busy, '', session.say, go);
      const { tiles, notices } = message.picture;
      // With nothing else to see, a failure stands in the middle of the page.
      const above = tiles.length > 0 ? notices : notices.filter(({ tone }) => tone !== 'error');
      fillNotices(page.notices, above, session.say, go);
      frame.take(message.picture);
      stage.take(message.picture);
    }
  }

  function go(way: Way): void {
    if (way !== 'cancel' || !stage.stop()) outside.post({ type: 'way', way });
  }

  /** Rings the tiles that stand for these nodes, those that gather them included. */
  function ring(ids: readonly NodeId[]): void {
    ringed = new Set(ids);
    const marked = session.scene.tiles.filter(({ tile }) => nodesOf(tile).some((id) => ringed.has(id)));
    map.ring(new Set(marked.map(({ tile }) => tile.id)));
  }

  function speak(): void {
    frame.speak(session.say);
    search.speak();
  }

  /** The selection and the tab stop find their tiles in a new scene, or give way. */
  function drawn(): void {
    const { state, scene, picture, current } = session;
    minimap.draw(scene);
    const selected = state.selected !== null && scene.byId.has(state.selected) ? state.selected : null;
    selection.mark(selected, state.details && selected !== null);
    const wanted = [current, selected, picture?.focus ?? null];
    const first = scene.tiles[0]?.tile.id ?? null;
    stopAt(session, wanted.find((id) => id !== null && scene.byId.has(id)) ?? first);
    search.refresh();
    ring([...ringed]);
    twin.fill(scene, session.say);
  }

  return { receive };
}
