// What the page asks of its map, and what the map tells of its tiles.
import type { Selection } from 'd3';
import type { Direction } from '../../src/lineage/graph.ts';
import type { View } from '../fit.ts';
import type { PlacedTile, Scene } from '../scene.ts';
import type { Say } from '../words.ts';

export interface MapDrawing {
  /** The group that pan and zoom move. */
  readonly world: Selection<SVGGElement, unknown, null, undefined>;
  draw(scene: Scene, focus: string | null, say: Say): void;
  /** Rings the tile and dims everything but its ancestors and descendants; null undims. */
  select(id: string | null): void;
  /** Marks what was found, and the one that the finder is at. */
  find(found: readonly string[], at: string | null): void;
  /** Marks what the caret in the editor is on. */
  ring(ids: ReadonlySet<string>): void;
  /** Moves the one tab stop of the map. */
  setTabStop(id: string | null): void;
  /** The tile's element, to give it the keyboard focus. */
  tileElement(id: string): SVGGElement | undefined;
  /** The camera has moved: shows less when far away. */
  move(view: View): void;
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
