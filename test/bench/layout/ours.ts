// Our own layout, as the benchmark sees it.

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
      lines: routes.map(({ points }) => points.flat()),
    };
  },
};
