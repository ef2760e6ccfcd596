// The map: layers of ties, arrows, words and tiles in one zoomed world, and the marks of selection and hover on them.
import { type Selection, select } from 'd3';
import type { Direction } from '../../src/lineage/graph.ts';
import { onTheWay, type Reach, reach } from '../reach.ts';
import type { PlacedArrow, PlacedTile, Scene } from '../scene.ts';
import type { Say } from '../words.ts';
import { drawArrows, drawTies, drawWords } from './arrows.ts';
import { addDefs } from './defs.ts';
import { drawTiles } from './tiles.ts';

export interface MapDrawing {
  /** The group that pan and zoom move. */
  readonly world: Selection<SVGGElement, unknown, null, undefined>;
  draw(scene: Scene, focus: string | null, say: Say): void;
  /** Rings the tile and dims everything but its ancestors and descendants; null undims. */
  select(id: string | null): void;
  /** Marks what was found, and the one that the finder is at. */
  find(found: readonly string[], at: string | null): void;
  /** Moves the one tab stop of the map. */
  setTabStop(id: string | null): void;
  /** The tile's element, to give it the keyboard focus. */
  tileElement(id: string): SVGGElement | undefined;
  /** Shows less when far away. */
  setZoom(k: number): void;
}

export interface TileEvents {
  /** `further` when Shift was held: to this tile from the one selected. */
  onClick(item: PlacedTile, further: boolean): void;
  onDoubleClick(item: PlacedTile): void;
  /** More, or less again, is wanted on one side of the tile. */
  onHandle(item: PlacedTile, direction: Direction): void;
  /** The tile got the keyboard focus. */
  onFocus(item: PlacedTile): void;
}

/** Words on arrows are a help in small pictures and a noise in large ones. */
const wordy = 60;

export function createMap(svg: SVGSVGElement, events: TileEvents): MapDrawing {
  const root = select(svg).attr('role', 'application');
  addDefs(root);
  const world = root.append('g').attr('class', 'world');
  const layer = (name: string) => subgroup(world, name);
  const [ties, arrows, words, tiles] = [layer('ties'), layer('arrows'), layer('words'), layer('tiles')];

  function light(mark: string, lit: (arrow: PlacedArrow) => boolean): void {
    for (const name of ['path.arrow', 'text.word'])
      world.selectAll<SVGElement, PlacedArrow>(name).classed(mark, lit);
  }

  function hover(id: string | null): void {
    light('hover', ({ arrow }) => arrow.from === id || arrow.to === id);
  }

  return {
    world,
    draw(scene, focus, say) {
      drawTies(ties, scene.ties);
      drawArrows(arrows, scene.arrows);
      drawWords(words, scene.arrows, say);
      drawTiles(tiles, scene.tiles, focus, say, events.onHandle)
        .on('click', (event: MouseEvent, item) => events.onClick(item, event.shiftKey))
        .on('dblclick', (_event, item) => events.onDoubleClick(item))
        .on('focus', (_event, item) => events.onFocus(item))
        .on('pointerenter', (_event, { tile }) => hover(tile.id))
        .on('pointerleave', () => hover(null));
      svg.classList.toggle('quiet', scene.arrows.length > wordy);
    },
    select(id) {
      const all = world.selectAll<SVGGElement, PlacedTile>('g.tile');
      const edges = world
        .selectAll<SVGPathElement, PlacedArrow>('path.arrow')
        .data()
        .map(({ arrow }) => arrow);
      const around: Reach = id ? reach(edges, id) : { upstream: new Set(), downstream: new Set() };
      const near = (other: string) =>
        other === id || around.upstream.has(other) || around.downstream.has(other);
      all
        .classed('selected', ({ tile }) => tile.id === id)
        .classed('dim', ({ tile }) => id !== null && !near(tile.id))
        .attr('aria-pressed', ({ tile }) => String(tile.id === id));
      const lit = ({ arrow }: PlacedArrow) => id !== null && onTheWay(around, id, arrow);
      light('lit', lit);
      light('dim', (arrow) => id !== null && !lit(arrow));
      ties.classed('dim', id !== null);
      world.selectAll<SVGPathElement, PlacedArrow>('path.arrow').filter(lit).raise();
    },
    find(found, at) {
      const all = new Set(found);
      world
        .selectAll<SVGGElement, PlacedTile>('g.tile')
        .classed('found', ({ tile }) => all.has(tile.id))
        .classed('found-now', ({ tile }) => tile.id === at);
    },
    setTabStop(id) {
      world
        .selectAll<SVGGElement, PlacedTile>('g.tile')
        .attr('tabindex', ({ tile }) => (tile.id === id ? 0 : -1));
    },
    tileElement(id) {
      return (
        world
          .selectAll<SVGGElement, PlacedTile>('g.tile')
          .filter(({ tile }) => tile.id === id)
          .node() ?? undefined
      );
    },
    setZoom(k) {
      svg.classList.toggle('far', k < 0.55);
      svg.classList.toggle('farther', k < 0.28);
    },
  };
}

type Group = Selection<SVGGElement, unknown, null, undefined>;

function subgroup(parent: Group, name: string): Group {
  return parent.append('g').attr('class', name);
}
