// Our own layout, as the benchmark sees it.

import type { Point } from '../../../webview/layout/graph.ts';
import { layout } from '../../../webview/layout/layout.ts';
import { type Engine, spacing } from './problem.ts';

export const ours: Engine = {
  name: 'ours',
  limit: Number.POSITIVE_INFINITY,
  async layout({ widths, heights, from, to }) {
    const { boxes, routes } = layout({
      gaps: { least: spacing.column, most: spacing.column },
      tiles: widths.map((width, node) => ({ id: String(node), width, height: heights[node] ?? 0 })),
      links: from.map((source, edge) => ({ from: String(source), to: String(to[edge]) })),
    });
    return {
      x: boxes.map(({ x }) => x),
      y: boxes.map(({ y }) => y),
      lines: routes.map(({ points }) => flat(points)),
    };
  },
};

function flat(points: readonly Point[]): readonly number[] {
  const line: number[] = [];
  for (const [x, y] of points) line.push(x, y);
  return line;
}
