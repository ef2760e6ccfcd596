// How much of the picture a reader has asked to see.
import type { Direction } from '../../src/lineage/graph.ts';
import type { NodeId } from '../../src/lineage/model.ts';

/** All direct neighbours of a tile on one side, over what is shown anyway. */
export interface Expansion {
  readonly id: NodeId;
  readonly direction: Direction;
}

export interface Shape {
  /** In the order in which they were made: one may stand on what another has brought. */
  readonly expanded: readonly Expansion[];
}

export const freshShape: Shape = { expanded: [] };

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

/** Reads a saved shape; what does not fit is forgotten. */
export function parseShape(saved: unknown): Shape {
  const { expanded } = recordOf(saved);
  return { expanded: Array.isArray(expanded) ? expanded.flatMap(parseExpansion) : [] };
}

function parseExpansion(saved: unknown): readonly Expansion[] {
  const { id, direction } = recordOf(saved);
  return typeof id === 'string' && (direction === 'upstream' || direction === 'downstream')
    ? [{ id: id as NodeId, direction }]
    : [];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
