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
    return value === undefined || !judges(facet, tile, value) || valuesOf(tile, facet).includes(value);
  });
}

/** The values that a picture offers for a facet, by name, with how many tiles have each. */
export function offered(tiles: readonly Tile[], facet: Facet): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const tile of tiles)
    for (const value of valuesOf(tile, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
}

/** Whether a tile can have the value at all. */
function judges(facet: Facet, { kind, author }: Tile, value: string): boolean {
  if (facet === 'kind') return true;
  if (facet === 'type') return kind === 'version' || kind === 'collection';
  if (facet === 'alias') return kind === 'version';
  if (facet === 'author') return kind === 'run' || author !== undefined;
  if (facet === 'state' && kind === 'version') return notable.has(value);
  return kind === 'run' && !(facet === 'state' && value === 'deleted');
}

/** Of versions all but a few are committed. */
const notable: ReadonlySet<string> = new Set(['pending', 'deleted']);

function valuesOf(tile: Tile, facet: Facet): readonly string[] {
  const own = facet === 'alias' ? (tile.aliases ?? []) : [tile[facet]];
  return own.flatMap((value) =>
    value && !isNumber(facet, value) && judges(facet, tile, value) ? [value] : [],
  );
}

/** Every version has its number for an alias too. */
function isNumber(facet: Facet, value: string): boolean {
  return facet === 'alias' && /^v\d+$/.test(value);
}
