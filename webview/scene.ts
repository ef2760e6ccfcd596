// The picture made ready to draw: tiles with their places and shortened text, arrows and ties with their routes.
import type { Arrow, Picture, Tie, Tile } from '../src/protocol.ts';
import type { Box, Route } from './layout/graph.ts';
import { layout } from './layout/layout.ts';
import { type Measure, type TileText, tileText } from './tileSize.ts';

export interface PlacedTile {
  readonly tile: Tile;
  readonly text: TileText;
  readonly box: Box;
}

export interface PlacedArrow {
  readonly key: string;
  readonly arrow: Arrow;
  readonly from: Tile;
  readonly to: Tile;
  readonly route: Route;
}

export interface PlacedTie {
  readonly key: string;
  readonly tie: Tie;
  readonly route: Route;
}

export interface Scene {
  readonly tiles: readonly PlacedTile[];
  readonly byId: ReadonlyMap<string, PlacedTile>;
  readonly arrows: readonly PlacedArrow[];
  readonly ties: readonly PlacedTie[];
  readonly width: number;
  readonly height: number;
}

/** Arrows and ties without both of their tiles are left out; what is given twice is drawn once. */
export function sceneOf(picture: Picture, measure: Measure): Scene {
  const tiles = [...new Map(picture.tiles.map((tile) => [tile.id, tile])).values()];
  const texts = tiles.map((tile) => tileText(tile, measure));
  const arrowsGiven = [...new Map(picture.arrows.map((arrow) => [arrowKey(arrow), arrow])).values()];
  const tiesGiven = [...new Map(picture.ties.map((tie) => [tieKey(tie), tie])).values()];
  const placed = layout({
    tiles: tiles.map(({ id }, index) => ({
      id,
      width: texts[index]?.width ?? 0,
      height: texts[index]?.height ?? 0,
    })),
    links: [
      ...arrowsGiven.map(({ from, to }) => ({ from, to })),
      ...tiesGiven.map(({ collection, version }) => ({ from: collection, to: version })),
    ],
  });
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
  return { tiles: placedTiles, byId, arrows, ties, width: placed.width, height: placed.height };
}

function arrowKey({ kind, from, to }: Arrow): string {
  return `${kind} ${from} ${to}`;
}

function tieKey({ collection, version }: Tie): string {
  return `${collection} ${version}`;
}
