// Lays the tiles of very high columns like bricks, in two rows that stand in each other's gaps: half as high, twice as wide.
import { at, real } from './graph.ts';
import type { Layered } from './layers.ts';

/** Pictures of fewer tiles can be looked at whole as they are. */
const many = 5000;
/** So much higher than the whole is wide a column may be. */
const slim = 1.5;
/** Space between the two rows of tiles in a column. */
export const brickGap = 16;

export interface Bricks {
  /** For each column 1 when it is laid like bricks. */
  readonly columns: Int32Array;
  /** For each node 1 when it stands in the right one of its column's two rows. */
  readonly right: Int32Array;
}

/** `columns` are in order from top to bottom; `pitch` is the space that a tile takes of a column, `gap` that between columns. */
export function bricksOf(
  graph: Layered,
  columns: readonly Int32Array[],
  widths: Float64Array,
  pitch: number,
  gap: number,
): Bricks {
  const laid = new Int32Array(columns.length);
  const right = new Int32Array(graph.count);
  if (graph.tiles <= many) return { columns: laid, right };
  const tilesOf = columns.map((column) => column.filter((node) => node < graph.tiles));
  const whole = tilesOf.reduce((sum, tiles) => sum + gap + widest(tiles, widths), 0);
  tilesOf.forEach((tiles, column) => {
    if (tiles.length * pitch < whole * slim) return;
    laid[column] = 1;
    for (let row = 1; row < tiles.length; row += 2) right[at(tiles, row)] = 1;
  });
  return { columns: laid, right };
}

export function widest(tiles: Int32Array, widths: Float64Array): number {
  return tiles.reduce((most, node) => Math.max(most, real(widths, node)), 0);
}
