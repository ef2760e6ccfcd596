// How much of the picture a reader has asked to see.
import type { Direction } from '../../src/lineage/graph.ts';
import type { NodeId } from '../../src/lineage/model.ts';
import { type Filter, noFilter } from './filter.ts';

/** All direct neighbours of a tile on one side, over what is shown anyway. */
export interface Expansion {
  readonly id: NodeId;
  readonly direction: Direction;
}

/** Steps from the focus; `auto` shows a small lineage whole and of a large one what is near. */
export type Depth = number | 'auto' | 'all';

export interface Shape {
  /** In the order in which they were made: one may stand on what another has brought. */
  readonly expanded: readonly Expansion[];
  readonly upstream: Depth;
  readonly downstream: Depth;
  /** Nothing but what lies between two tiles. */
  readonly path: Path | null;
  /** Whether what is alike is shown as one tile. */
  readonly clusters: boolean;
  /** Members that were pulled out of their cluster. */
  readonly alone: readonly NodeId[];
  readonly foldGenerated: boolean;
  readonly foldSuperseded: boolean;
  readonly filter: Filter;
}

export interface Path {
  readonly from: NodeId;
  readonly to: NodeId;
}

export const freshShape: Shape = {
  expanded: [],
  upstream: 'auto',
  downstream: 'auto',
  path: null,
  clusters: true,
  alone: [],
  foldGenerated: true,
  foldSuperseded: false,
  filter: noFilter,
};

export function expansionKey({ id, direction }: Expansion): string {
  return `${direction} ${id}`;
}

/** Makes the expansion of all these nodes, or takes it back where all of them have it. */
export function toggleExpansion(shape: Shape, ids: readonly NodeId[], direction: Direction): Shape {
  const made = new Set(shape.expanded.map(expansionKey));
  const wanted = ids.map((id) => ({ id, direction }));
  const missing = wanted.filter((one) => !made.has(expansionKey(one)));
  if (missing.length > 0) return { ...shape, expanded: [...shape.expanded, ...missing] };
  const back = new Set(wanted.map(expansionKey));
  return { ...shape, expanded: shape.expanded.filter((one) => !back.has(expansionKey(one))) };
}

/** Shows nodes on their own, or puts them back among those that are like them. */
export function setAlone(shape: Shape, ids: readonly NodeId[], alone: boolean): Shape {
  const rest = shape.alone.filter((id) => !ids.includes(id));
  return { ...shape, alone: alone ? [...rest, ...ids] : rest };
}
