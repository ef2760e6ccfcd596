// What every layout engine is given and gives back in the benchmark, so that nobody is measured on another picture.

import { titleOf } from '../../../src/lineage/title.ts';
import { generate } from '../../support/lineage/generate.ts';

/** Sizes and distances in pixels, the same for all engines. */
export const spacing = { tile: 22, line: 16, column: 54 } as const;

/** Tiles `0 … widths.length - 1`; edge `e` runs from `from[e]` to `to[e]`. */
export interface Problem {
  readonly widths: readonly number[];
  readonly heights: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly number[];
}

export interface Drawing {
  /** Top left corners, in the order of the tiles. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** For each edge the points of the polyline drawn, as x, y, x, y, … */
  readonly lines: readonly (readonly number[])[];
}

export interface Engine {
  readonly name: string;
  /** The sizes beyond which it is known to need minutes. */
  readonly limit: number;
  layout(problem: Problem): Promise<Drawing>;
}

/** A generated lineage as tiles of the size that the map gives them. */
export function problemOf(nodes: number, seed: number): Problem {
  const lineage = generate(nodes, seed);
  const index = new Map([...lineage.nodes.keys()].map((id, at) => [id, at]));
  return {
    widths: [...lineage.nodes.values()].map((node) =>
      Math.min(244, Math.max(112, 54 + 7 * titleOf(node).length)),
    ),
    heights: [...lineage.nodes.values()].map(() => 46),
    from: lineage.edges.map(({ from }) => index.get(from) ?? 0),
    to: lineage.edges.map(({ to }) => index.get(to) ?? 0),
  };
}
