// Reads a shape that an older page, or this one, has saved; what does not fit is forgotten.
import type { NodeId } from '../../src/lineage/model.ts';
import { type Filter, facets } from './filter.ts';
import type { Depth, Expansion, Path, Shape } from './shape.ts';

export function parseShape(saved: unknown): Shape {
  const shape = recordOf(saved);
  const { expanded, upstream, downstream, path, clusters, alone, foldGenerated, foldSuperseded } = shape;
  return {
    expanded: Array.isArray(expanded) ? expanded.flatMap(parseExpansion) : [],
    upstream: parseDepth(upstream),
    downstream: parseDepth(downstream),
    path: parsePath(path),
    clusters: clusters !== false,
    alone: Array.isArray(alone) ? alone.filter((id): id is NodeId => typeof id === 'string') : [],
    foldGenerated: foldGenerated !== false,
    foldSuperseded: foldSuperseded === true,
    filter: parseFilter(shape.filter),
  };
}

/** Also of the value that a select element gives. */
export function parseDepth(saved: unknown): Depth {
  if (saved === 'all') return saved;
  const steps = typeof saved === 'string' && saved !== '' ? Number(saved) : saved;
  return typeof steps === 'number' && Number.isInteger(steps) && steps >= 0 ? steps : 'auto';
}

function parseExpansion(saved: unknown): readonly Expansion[] {
  const { id, direction } = recordOf(saved);
  return typeof id === 'string' && (direction === 'upstream' || direction === 'downstream')
    ? [{ id: id as NodeId, direction }]
    : [];
}

function parsePath(saved: unknown): Path | null {
  const { from, to } = recordOf(saved);
  return typeof from === 'string' && typeof to === 'string'
    ? { from: from as NodeId, to: to as NodeId }
    : null;
}

function parseFilter(saved: unknown): Filter {
  const { wanted, since, hide } = recordOf(saved);
  const values = recordOf(wanted);
  return {
    wanted: Object.fromEntries(
      facets.flatMap((facet) => {
        const value = values[facet];
        return typeof value === 'string' ? [[facet, value]] : [];
      }),
    ),
    since: typeof since === 'number' && Number.isFinite(since) ? since : null,
    hide: hide === true,
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
