// The layered layout of elkjs, in this process.

import { peer } from './peer.ts';
import { type Engine, spacing } from './problem.ts';

interface Elk {
  layout(graph: object): Promise<ElkGraph>;
}

interface ElkGraph {
  readonly children: readonly { readonly x: number; readonly y: number }[];
  readonly edges: readonly {
    readonly sections: readonly {
      readonly startPoint: ElkPoint;
      readonly endPoint: ElkPoint;
      readonly bendPoints?: readonly ElkPoint[];
    }[];
  }[];
}

interface ElkPoint {
  readonly x: number;
  readonly y: number;
}

/** Source of the options: https://eclipse.dev/elk/reference/algorithms/org-eclipse-elk-layered.html */
const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'POLYLINE',
  'elk.spacing.nodeNode': spacing.tile,
  'elk.spacing.edgeNode': spacing.line,
  'elk.spacing.edgeEdge': spacing.line,
  'elk.layered.spacing.nodeNodeBetweenLayers': spacing.column,
};

export async function elk(): Promise<Engine | undefined> {
  const Elk = await peer<new () => Elk>('elkjs');
  if (!Elk) return undefined;
  const engine = new Elk();
  return {
    name: 'elkjs',
    limit: 5000,
    async layout({ widths, heights, from, to }) {
      const { children, edges } = await engine.layout({
        id: 'root',
        layoutOptions: options,
        children: widths.map((width, node) => ({ id: `n${node}`, width, height: heights[node] })),
        edges: from.map((source, edge) => ({
          id: `e${edge}`,
          sources: [`n${source}`],
          targets: [`n${to[edge]}`],
        })),
      });
      return {
        x: children.map(({ x }) => x),
        y: children.map(({ y }) => y),
        lines: edges.map(({ sections }) =>
          sections.flatMap(({ startPoint, bendPoints = [], endPoint }) =>
            [startPoint, ...bendPoints, endPoint].flatMap(({ x, y }) => [x, y]),
          ),
        ),
      };
    },
  };
}
