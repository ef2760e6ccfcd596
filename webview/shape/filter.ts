// What a picture is narrowed to: each facet judges only the tiles that can have it, so that runs of one job keep their artifacts.
import type { Tile } from '../../src/protocol/picture.ts';

export const facets = ['kind', 'type', 'jobType', 'alias', 'state', 'author'] as const;
export type Facet = (typeof facets)[number];

export interface Filter {
  /** The value wanted of each facet; any value where one is absent. */
  readonly wanted: Readonly<Partial<Record<Facet, string>>>;
  /** Only what began or was made at this moment or later, in milliseconds since 1970. */
  readonly since: number | null;
  /** Whether other tiles are left out, not only dimmed. */
  readonly hide: boolean;
}

export const noFilter: Filter = { wanted: {}, since: null, hide: false };

export function isFiltering({ wanted, since }: Filter): boolean {
  return since !== null || Object.keys(wanted).length > 0;
}

/** Whether a tile is what the filter wants, or none of its business. */
export function passes(tile: Tile, { wanted, since }: Filter): boolean {
  if (since !== null && tile.at !== undefined && tile.at < since) return false;
  return facets.every((facet) => {
    const value = wanted[facet];
    return value === undefined || !judges(facet, tile) || valuesOf(tile, facet).includes(value);
  });
}

/** The values that a picture offers for a facet, by name, with how many tiles have each. */
export function offered(tiles: readonly Tile[], facet: Facet): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const tile of tiles)
    for (const value of valuesOf(tile, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
}

function judges(facet: Facet, { kind }: Tile): boolean {
  if (facet === 'kind') return true;
  if (facet === 'type') return kind === 'version' || kind === 'collection';
  if (facet === 'alias') return kind === 'version';
  return kind === 'run';
}

function valuesOf(tile: Tile, facet: Facet): readonly string[] {
  if (!judges(facet, tile)) return [];
  if (facet === 'alias') return (tile.aliases ?? []).filter((alias) => !/^v\d+$/.test(alias));
  const value = tile[facet];
  return value ? [value] : [];
}
