// The picture made ready to draw: tiles with their places and shortened text, arrows and ties with their routes.
import type { Box, Placed, Route } from './layout/graph.ts';
import { type LayoutInput, layout } from './layout/layout.ts';
import type { Shown, ShownArrow, ShownTie, ShownTile } from './shape/shownTile.ts';
import { nodesOf } from './shape/shownTile.ts';
import { type Measure, type TileText, tileText } from './tileSize.ts';

export interface PlacedTile {
  readonly tile: ShownTile;
  readonly text: TileText;
  readonly box: Box;
}

export interface PlacedArrow {
  readonly key: string;
  readonly arrow: ShownArrow;
  readonly from: ShownTile;
  readonly to: ShownTile;
  readonly route: Route;
}

export interface PlacedTie {
  readonly key: string;
  readonly tie: ShownTie;
  readonly route: Route;
}

export interface Scene {
  readonly tiles: readonly PlacedTile[];
  readonly byId: ReadonlyMap<string, PlacedTile>;
  readonly arrows: readonly PlacedArrow[];
  readonly ties: readonly PlacedTie[];
  readonly width: number;
  readonly height: number;
  /** What was laid out and how it stands, for the scene after this one. */
  readonly layout: Solved;
}

interface Solved {
  readonly input: LayoutInput;
  readonly placed: Placed;
}

/**
 * Arrows and ties without both of their tiles are left out; what is given twice is drawn once. Tiles that stood in the
 * scene `before` stay where they were as far as they can.
 */
export function sceneOf(picture: Shown, measure: Measure, before?: Scene): Scene {
  const tiles = [...new Map(picture.tiles.map((tile) => [tile.id, tile])).values()];
  const texts = tiles.map((tile) => tileText(tile, measure));
  const arrowsGiven = [...new Map(picture.arrows.map((arrow) => [arrowKey(arrow), arrow])).values()];
  const tiesGiven = [...new Map(picture.ties.map((tie) => [tieKey(tie), tie])).values()];
  const input: LayoutInput = {
    tiles: tiles.map(({ id }, index) => ({
      id,
      width: texts[index]?.width ?? 0,
      height: texts[index]?.height ?? 0,
    })),
    links: [
      ...arrowsGiven.map(({ from, to }) => ({ from, to })),
      ...tiesGiven.map(({ collection, version }) => ({ from: collection, to: version })),
    ],
  };
  const solved = solve(input, tiles, before);
  const { placed } = solved;
  const placedTiles = tiles.flatMap((tile, index): PlacedTile[] => {
    const text = texts[index];
    const box = placed.boxes[index];
    return text && box ? [{ tile, text, box }] : [];
  });
  const byId = new Map<string, PlacedTile>(placedTiles.map((item) => [item.tile.id, item]));
  const arrows: PlacedArrow[] = [];
  const ties: PlacedTie[] = [];
  for (const route of placed.routes) {
    const arrow = arrowsGiven[route.link];
    const tie = tiesGiven[route.link - arrowsGiven.length];
    if (arrow) {
      const from = byId.get(arrow.from)?.tile;
      const to = byId.get(arrow.to)?.tile;
      if (from && to) arrows.push({ key: arrowKey(arrow), arrow, from, to, route });
    } else if (tie) ties.push({ key: tieKey(tie), tie, route });
  }
  return {
    tiles: placedTiles,
    byId,
    arrows,
    ties,
    width: placed.width,
    height: placed.height,
    layout: solved,
  };
}

/** The same tiles and links stand as they stood; what has come out of a cluster, or gone into one, stands near it. */
function solve(input: LayoutInput, tiles: readonly ShownTile[], before: Scene | undefined): Solved {
  if (!before || before.tiles.length === 0) return { input, placed: layout(input) };
  if (JSON.stringify(before.layout.input) === JSON.stringify(input)) return before.layout;
  const stood = new Map<string, Box>();
  for (const { tile, box } of before.tiles) for (const id of [tile.id, ...nodesOf(tile)]) stood.set(id, box);
  const boxes = new Map<string, Box>();
  for (const tile of tiles) {
    const box = stood.get(tile.id) ?? stood.get(nodesOf(tile)[0] ?? '');
    if (box) boxes.set(tile.id, box);
  }
  return { input, placed: layout({ ...input, before: boxes }) };
}

function arrowKey({ kind, from, to }: ShownArrow): string {
  return `${kind} ${from} ${to}`;
}

function tieKey({ collection, version }: ShownTie): string {
  return `${collection} ${version}`;
}
