// The layout of dagre, in this process.

import { peer } from './peer.ts';
import { type Engine, spacing } from './problem.ts';

interface Dagre {
  readonly graphlib: { readonly Graph: new () => DagreGraph };
  layout(graph: DagreGraph): void;
}

interface DagreGraph {
  setGraph(options: object): void;
  setDefaultEdgeLabel(label: () => object): void;
  setNode(name: string, size: object): void;
  setEdge(from: string, to: string): void;
  node(name: string): { readonly x: number; readonly y: number };
  edge(from: string, to: string): { readonly points: readonly { readonly x: number; readonly y: number }[] };
}

export async function dagre(): Promise<Engine | undefined> {
  const library = await peer<Dagre>('@dagrejs/dagre');
  if (!library) return undefined;
  return {
    name: 'dagre',
    limit: 1000,
    async layout({ widths, heights, from, to }) {
      const graph = new library.graphlib.Graph();
      graph.setGraph({
        rankdir: 'LR',
        nodesep: spacing.tile,
        edgesep: spacing.line,
        ranksep: spacing.column,
      });
      graph.setDefaultEdgeLabel(() => ({}));
      widths.forEach((width, node) => {
        graph.setNode(String(node), { width, height: heights[node] });
      });
      from.forEach((source, edge) => {
        graph.setEdge(String(source), String(to[edge]));
      });
      library.layout(graph);
      return {
        x: widths.map((width, node) => graph.node(String(node)).x - width / 2),
        y: heights.map((height, node) => graph.node(String(node)).y - height / 2),
        lines: from.map((source, edge) =>
          graph.edge(String(source), String(to[edge])).points.flatMap(({ x, y }) => [x, y]),
        ),
      };
    },
  };
}
