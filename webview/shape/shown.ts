// The part of the picture that is shown, and for each of its tiles how much is not.
import { cluster } from '../../src/lineage/cluster.ts';
import { ends } from '../../src/lineage/fold.ts';
import type { Direction } from '../../src/lineage/graph.ts';
import type { NodeId } from '../../src/lineage/model.ts';
import type { Picture, Tile } from '../../src/protocol/picture.ts';
import type { Say } from '../words.ts';
import { clusterFacts } from './clusterFacts.ts';
import { isFiltering, passes } from './filter.ts';
import { type Links, linksOf } from './links.ts';
import { expansionKey, type Shape } from './shape.ts';
import type { Shown, ShownTie, ShownTile, Side, TileId } from './shownTile.ts';
import { startOf } from './start.ts';

/** Pure: the same picture and shape show the same. The focus has a tile of its own unless only a path is wanted. */
export function shownOf(picture: Picture, shape: Shape, say: Say): Shown {
  const links = linksOf(picture);
  const ids = chosen(picture, links, shape);
  const tiles = [...links.tiles.values()].filter(({ id }) => ids.has(id));
  const arrows = picture.arrows.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const gathered = cluster(
    { nodes: new Map(tiles.map((tile) => [tile.id, tile])), edges: arrows },
    { alone: onTheirOwn(picture, shape), ...(!shape.clusters && { least: Number.POSITIVE_INFINITY }) },
  );
  const { filter } = shape;
  const faint = (of: readonly Tile[]) =>
    isFiltering(filter) && !of.some((tile) => passes(tile, filter)) ? { faint: true as const } : {};
  const expanded = new Set(shape.expanded.map(expansionKey));
  const sidesOf = (members: readonly NodeId[]) => ({
    upstream: sideOf(links, members, 'upstream', ids, expanded),
    downstream: sideOf(links, members, 'downstream', ids, expanded),
  });
  const single = tiles.flatMap((tile): ShownTile[] =>
    gathered.where(tile.id) === tile.id ? [{ ...tile, ...faint([tile]), ...sidesOf([tile.id]) }] : [],
  );
  const clusters = [...gathered.clusters.values()].map((one): ShownTile => {
    const members = one.members.flatMap((id) => links.tiles.get(id) ?? []);
    return { ...clusterFacts(one, members, say), ...faint(members), ...sidesOf(one.members) };
  });
  return {
    focus: picture.focus,
    tiles: [...single, ...clusters],
    arrows: gathered.bundles.map(({ kind, from, to, edges }) => ({
      kind,
      from,
      to,
      declared: edges.some(({ declared }) => declared),
      recorded: edges.some(({ recorded }) => recorded),
      count: edges.length,
    })),
    ties: tiesBetween(picture, ids, gathered.where),
  };
}

/** What lies near enough, what was expanded, less what is filtered out and folded away. */
function chosen(picture: Picture, links: Links, shape: Shape): ReadonlySet<NodeId> {
  const ids = new Set(startOf(links, picture.focus, picture.before, shape));
  const brought = new Set<NodeId>(onTheirOwn(picture, shape));
  for (const { id, direction } of shape.expanded)
    if (ids.has(id))
      for (const other of links.neighbours(id, direction)) {
        ids.add(other);
        brought.add(other);
      }
  const { filter } = shape;
  const own = onTheirOwn(picture, shape);
  if (isFiltering(filter) && filter.hide)
    for (const id of ids) {
      const tile = links.tiles.get(id);
      if (tile && !own.has(id) && !passes(tile, filter)) ids.delete(id);
    }
  const away = [...ids].filter((id) => folds(links.tiles.get(id), shape));
  if (away.length === 0) return ids;
  const edges = picture.arrows.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const { gone } = ends(ids, edges, new Set(away), brought);
  return new Set([...ids].filter((id) => !gone.has(id)));
}

function folds(tile: Tile | undefined, { foldGenerated, foldSuperseded }: Shape): boolean {
  return (foldGenerated && tile?.generated === true) || (foldSuperseded && tile?.superseded === true);
}

/** Tiles that neither a cluster nor a fold may hide. */
function onTheirOwn({ focus, tiles, before }: Picture, { alone, path }: Shape): ReadonlySet<NodeId> {
  // Of a comparison the differences are what is looked for.
  const marked = tiles.flatMap(({ id, mark }) => (mark ? [id] : []));
  return new Set([
    ...alone,
    ...marked,
    ...(before === undefined ? [] : [before]),
    ...(focus === null ? [] : [focus]),
    ...(path ? [path.from, path.to] : []),
  ]);
}

function sideOf(
  links: Links,
  members: readonly NodeId[],
  direction: Direction,
  ids: ReadonlySet<NodeId>,
  expanded: ReadonlySet<string>,
): Side {
  const neighbours = new Set(members.flatMap((id) => links.neighbours(id, direction)));
  const hidden = [...neighbours].filter((other) => !ids.has(other)).length;
  return {
    hidden,
    expanded: members.every((id) => expanded.has(expansionKey({ id, direction }))),
    joined: hidden < neighbours.size,
  };
}

function tiesBetween(
  { ties }: Picture,
  ids: ReadonlySet<NodeId>,
  where: (id: NodeId) => TileId,
): readonly ShownTie[] {
  const found = new Map<string, ShownTie>();
  for (const tie of ties) {
    if (!ids.has(tie.collection) || !ids.has(tie.version)) continue;
    const [collection, version] = [where(tie.collection), where(tie.version)];
    if (collection !== version) found.set(`${collection} ${version}`, { collection, version });
  }
  return [...found.values()];
}
