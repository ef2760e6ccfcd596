// How much of the picture a reader has asked to see.
import type { Direction } from '../../src/lineage/graph.ts';
import type { NodeId } from '../../src/lineage/model.ts';

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
}

export interface Path {
  readonly from: NodeId;
  readonly to: NodeId;
}

export const freshShape: Shape = { expanded: [], upstream: 'auto', downstream: 'auto', path: null };

export function isExpanded({ expanded }: Shape, id: string, direction: Direction): boolean {
  return expanded.some((one) => one.id === id && one.direction === direction);
}

/** Makes an expansion, or takes it back. */
export function toggleExpansion(shape: Shape, id: NodeId, direction: Direction): Shape {
  const expanded = isExpanded(shape, id, direction)
    ? shape.expanded.filter((one) => one.id !== id || one.direction !== direction)
    : [...shape.expanded, { id, direction }];
  return { ...shape, expanded };
}
