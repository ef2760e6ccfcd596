// The picture made ready to draw: tiles with their places and shortened text, arrows and ties with their routes.
import { ageOf } from './age.ts';
import type { Box, Placed, Route } from './layout/graph.ts';
import type { LayoutInput } from './layout/layout.ts';
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

/** What a scene is made of, before its tiles have places. */
export interface Draft {
  readonly input: LayoutInput;
  readonly tiles: readonly ShownTile[];
  readonly texts: readonly TileText[];
  readonly arrows: readonly ShownArrow[];
  readonly ties: readonly ShownTie[];
  /** The scene before was of the same tiles and links: they stand as they stood. */
  readonly kept?: Solved;
}

/**
 * `now` is the moment from which ages count, in milliseconds since 1970. What is given twice is drawn once. Tiles that stood in the scene `before` stay where they were as far as they can;
 * what has come out of a cluster, or gone into one, stands near it.
 */
export function draftOf(picture: Shown, measure: Measure, now: number, before?: Scene): Draft {
  const tiles = [...new Map(picture.tiles.map((tile) => [tile.id, tile])).values()];
  const language = globalThis.document?.documentElement.lang || 'en';
  const texts = tiles.map((tile) =>
    tileText(tile, measure, tile.at === undefined ? '' : ageOf(tile.at, now, language)),
  );
  const arrows = [...new Map(picture.arrows.map((arrow) => [arrowKey(arrow), arrow])).values()];
  const ties = [...new Map(picture.ties.map((tie) => [tieKey(tie), tie])).values()];
  const input: LayoutInput = {
    tiles: tiles.map(({ id }, index) => ({
      id,
      width: texts[index]?.width ?? 0,
      height: texts[index]?.height ?? 0,
    })),
    links: [
      ...arrows.map(({ from, to }) => ({ from, to })),
      ...ties.map(({ collection, version }) => ({ from: collection, to: version })),
    ],
  };
  const draft = { input, tiles, texts, arrows, ties };
  if (!before || before.tiles.length === 0) return draft;
  if (isSame(before.layout.input, input)) return { ...draft, kept: before.layout };
  return { ...draft, input: { ...input, before: placesFor(tiles, before) } };
}

/** Arrows and ties without both of their tiles are left out. */
export function sceneOf(draft: Draft, placed: Placed): Scene {
  const tiles = draft.tiles.flatMap((tile, index): PlacedTile[] => {
    const text = draft.texts[index];
    const box = placed.boxes[index];
    return text && box ? [{ tile, text, box }] : [];
  });
  const byId = new Map<string, PlacedTile>(tiles.map((item) => [item.tile.id, item]));
  const arrows: PlacedArrow[] = [];
  const ties: PlacedTie[] = [];
  for (const route of placed.routes) {
    const arrow = draft.arrows[route.link];
    const tie = draft.ties[route.link - draft.arrows.length];
    if (arrow) {
      const from = byId.get(arrow.from)?.tile;
      const to = byId.get(arrow.to)?.tile;
      if (from && to) arrows.push({ key: arrowKey(arrow), arrow, from, to, route });
    } else if (tie) ties.push({ key: tieKey(tie), tie, route });
  }
  const { width, height } = placed;
  return { tiles, byId, arrows, ties, width, height, layout: draft.kept ?? { input: draft.input, placed } };
}

export const emptyScene: Scene = sceneOf(
  { input: { tiles: [], links: [] }, tiles: [], texts: [], arrows: [], ties: [] },
  { boxes: [], routes: [], width: 0, height: 0 },
);

/** The tile with the most arrows: where to look first when nothing is in focus. */
export function hubOf(scene: Scene): Box | undefined {
  const counts = new Map<string, number>();
  for (const { from, to } of scene.arrows)
    for (const { id } of [from, to]) counts.set(id, (counts.get(id) ?? 0) + 1);
  const count = ({ tile }: PlacedTile) => counts.get(tile.id) ?? 0;
  const [first, ...others] = scene.tiles;
  return first && others.reduce((most, next) => (count(next) > count(most) ? next : most), first).box;
}

function isSame(one: LayoutInput, other: LayoutInput): boolean {
  return (
    one.tiles.length === other.tiles.length &&
    one.links.length === other.links.length &&
    one.tiles.every(({ id, width, height }, index) => {
      const tile = other.tiles[index];
      return tile?.id === id && tile.width === width && tile.height === height;
    }) &&
    one.links.every(({ from, to }, index) => {
      const link = other.links[index];
      return link?.from === from && link.to === to;
    })
  );
}

function placesFor(tiles: readonly ShownTile[], before: Scene): ReadonlyMap<string, Box> {
  const stood = new Map<string, Box>();
  for (const { tile, box } of before.tiles) for (const id of [tile.id, ...nodesOf(tile)]) stood.set(id, box);
  const boxes = new Map<string, Box>();
  for (const tile of tiles) {
    const box = stood.get(tile.id) ?? stood.get(nodesOf(tile)[0] ?? '');
    if (box) boxes.set(tile.id, box);
  }
  return boxes;
}

function arrowKey({ kind, from, to }: ShownArrow): string {
  return `${kind} ${from} ${to}`;
}

function tieKey({ collection, version }: ShownTie): string {
  return `${collection} ${version}`;
}
