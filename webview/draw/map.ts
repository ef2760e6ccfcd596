// The map: layers of ties, arrows, words and tiles in one zoomed world, and the marks of selection and hover on them.
// Of large pictures the tiles that a reader touches are drawn here, and all others on the canvas behind.
import { pointer, type Selection, select, zoomTransform } from 'd3';
import type { Route } from '../layout/graph.ts';
import type { PlacedArrow, PlacedTile, Scene } from '../scene.ts';
import { speaker } from '../words.ts';
import { drawArrows, drawTies, drawWords } from './arrows.ts';
import { arrowLine, type Line, routesBefore, tieLine } from './between.ts';
import { tileAt } from './canvas/extents.ts';
import { type Subject, subjectOf } from './canvas/paint.ts';
import { createSheet } from './canvas/sheet.ts';
import { addDefs } from './defs.ts';
import { farAway, fartherAway } from './levels.ts';
import type { MapDrawing, TileEvents } from './mapDrawing.ts';
import { isDim, isLit, type Marks, noMarks, withSelected } from './marks.ts';
import { duration } from './motion.ts';
import { drawTiles } from './tiles.ts';

/** Words on arrows are a help in small pictures and a noise in large ones. */
const wordy = 60;
/** What a browser pans and zooms as SVG without losing a frame; the canvas draws more than that. */
const most = { tiles: 150, arrows: 300 };
/** A finger, or a tile too small to see, is never quite on the point: pixels on the screen. */
const slack = 4;

export function createMap(svg: SVGSVGElement, events: TileEvents): MapDrawing {
  const root = select(svg).attr('role', 'application');
  addDefs(root);
  const world = root.append('g').attr('class', 'world');
  const layer = (name: string) => subgroup(world, name);
  const [ties, arrows, words, tiles] = [layer('ties'), layer('arrows'), layer('words'), layer('tiles')];
  const sheet = createSheet(svg, () => drawTouched());
  let marks = noMarks;
  let scene: Scene | undefined;
  let focus: string | null = null;
  let say = speaker({});
  /** Undefined while the picture is small enough to be SVG as a whole. */
  let subject: Subject | undefined;
  let hovered: string | null = null;

  function light(mark: string, lit: (arrow: PlacedArrow) => boolean): void {
    for (const name of ['path.arrow', 'text.word'])
      world.selectAll<SVGElement, PlacedArrow>(name).classed(mark, lit);
  }

  function touches({ arrow }: PlacedArrow): boolean {
    return arrow.from === hovered || arrow.to === hovered;
  }

  function hover(id: string | null): void {
    if (hovered === id) return;
    hovered = id;
    if (subject) drawTouched();
    else light('hover', touches);
  }

  /** The tiles that a reader has to do with, so that each of them is an element with all that elements can. */
  function drawTouched(time = 0): void {
    if (!scene) return;
    const touched = new Set([focus, marks.selected, marks.tabStop, hovered]);
    drawSome(
      scene.tiles.filter(({ tile }) => touched.has(tile.id)),
      scene.arrows.filter(touches),
      [],
      time,
    );
    light('hover', touches);
    mark();
  }

  function drawSome(
    someTiles: readonly PlacedTile[],
    someArrows: readonly PlacedArrow[],
    someTies: Scene['ties'],
    time: number,
    ran: (line: Line) => Route = ({ route }) => route,
  ): void {
    drawTies(ties, someTies, { time, before: (placed) => ran(tieLine(placed)) });
    drawArrows(arrows, someArrows, { time, before: (placed) => ran(arrowLine(placed)) });
    drawWords(words, someArrows, say, time);
    drawTiles(tiles, someTiles, focus, say, events.onHandle, time)
      .on('click', (event: MouseEvent, item) => events.onClick(item, event.shiftKey))
      .on('dblclick', (_event, item) => events.onDoubleClick(item))
      .on('focus', (_event, item) => events.onFocus(item))
      .on('pointerenter', (_event, { tile }) => hover(tile.id))
      .on('pointerleave', () => hover(null));
  }

  /** Gives what is drawn here, not on the canvas, its marks. */
  function mark(): void {
    const { selected, found, foundNow, ringed, tabStop } = marks;
    world
      .selectAll<SVGGElement, PlacedTile>('g.tile')
      .classed('selected', ({ tile }) => tile.id === selected)
      .classed('dim', ({ tile }) => isDim(marks, tile.id))
      .classed('found', ({ tile }) => found.has(tile.id))
      .classed('found-now', ({ tile }) => tile.id === foundNow)
      .classed('ringed', ({ tile }) => ringed.has(tile.id))
      .attr('aria-pressed', ({ tile }) => String(tile.id === selected))
      .attr('tabindex', ({ tile }) => (tile.id === tabStop ? 0 : -1));
    const lit = (arrow: PlacedArrow) => isLit(marks, arrow);
    light('lit', lit);
    light('dim', (arrow) => selected !== null && !lit(arrow));
    ties.classed('dim', selected !== null);
    if (selected !== null) world.selectAll<SVGPathElement, PlacedArrow>('path.arrow').filter(lit).raise();
  }

  function remark(next: Marks): void {
    marks = next;
    if (subject) {
      drawTouched();
      sheet.show(subject, marks);
    } else mark();
  }

  /** The tile under the pointer; while it is over an element, the element's own. */
  function under(event: MouseEvent): PlacedTile | undefined {
    const element = (event.target as Element).closest('.tile');
    if (element) return select<Element, PlacedTile>(element).datum();
    if (!subject || !scene) return undefined;
    const [x, y] = zoomTransform(svg).invert(pointer(event, svg));
    return tileAt(scene.tiles, x, y, slack / zoomTransform(svg).k);
  }

  root
    .on('pointermove.touch', (event: PointerEvent) => {
      if (subject && event.buttons === 0) hover(under(event)?.tile.id ?? null);
    })
    .on('pointerleave.touch', () => hover(null))
    .on('click.touch', (event: PointerEvent) => {
      // A finger has not hovered: what it touches is not an element yet.
      const item = (event.target as Element).closest('.tile') ? undefined : under(event);
      if (!item) return;
      event.stopImmediatePropagation();
      events.onClick(item, event.shiftKey);
    });

  return {
    world,
    draw(next, nextFocus, nextSay) {
      const before = scene ?? next;
      [scene, focus, say] = [next, nextFocus, nextSay];
      const large = scene.tiles.length > most.tiles || scene.arrows.length > most.arrows;
      subject = large ? subjectOf(scene, focus) : undefined;
      hovered = null;
      marks = withSelected(marks, marks.selected, scene.arrows);
      svg.classList.toggle('large', large);
      svg.classList.toggle('quiet', scene.arrows.length > wordy && !large);
      const glides = sheet.show(subject, marks);
      if (large) drawTouched(glides ? duration(0) : 0);
      else
        drawSome(
          scene.tiles,
          scene.arrows,
          scene.ties,
          duration(scene.tiles.length),
          routesBefore(before, scene),
        );
      mark();
    },
    select(id) {
      remark(withSelected(marks, id, scene?.arrows ?? []));
    },
    find(found, foundNow) {
      remark({ ...marks, found: new Set(found), foundNow });
    },
    ring(ringed) {
      remark({ ...marks, ringed });
    },
    setTabStop(id) {
      marks = { ...marks, tabStop: id };
      if (subject) drawTouched();
      else mark();
    },
    tileElement(id) {
      return (
        world
          .selectAll<SVGGElement, PlacedTile>('g.tile')
          .filter(({ tile }) => tile.id === id)
          .node() ?? undefined
      );
    },
    move(view) {
      svg.classList.toggle('far', view.k < farAway);
      svg.classList.toggle('farther', view.k < fartherAway);
      sheet.move(view);
    },
  };
}

type Group = Selection<SVGGElement, unknown, null, undefined>;

function subgroup(parent: Group, name: string): Group {
  return parent.append('g').attr('class', name);
}
