// The list beside the map.

import type { NodeId } from '../lineage/model.ts';

/** A list beside the map: what depends on something, or how two differ. */
export interface Listing {
  readonly title: string;
  readonly summary: string;
  readonly groups: readonly ListingGroup[];
  readonly note?: string;
}

export interface ListingGroup {
  readonly title: string;
  /** Of all, also of those that no row tells. */
  readonly count: number;
  readonly rows: readonly ListingRow[];
}

export interface ListingRow {
  /** The node that a click leads to. */
  readonly id?: NodeId;
  readonly text: string;
  readonly detail: string;
  readonly change?: 'added' | 'removed' | 'changed';
}
