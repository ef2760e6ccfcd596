// The rows of the Selection view: what one node came from and what came of it, step by step; the map's twin as a list.

import { type Direction, graphOf } from '../lineage/graph.ts';
import type { Edge, Lineage, LineageNode, NodeId } from '../lineage/model.ts';
import { detailOf } from './looks.ts';
import type { OutlineContext, Row } from './outline.ts';
import { nodeRow } from './outline.ts';
import { relationWord } from './relationWord.ts';

/** A row of one direction: it opens onto the nodes one step further that way. */
export interface StepRow extends Row {
  readonly node: NodeId;
  readonly direction: Direction;
  /** The nodes from the selected one to this, so that a cycle ends. */
  readonly trail: readonly NodeId[];
}

/** The selected node, then its two directions; `lineage` holds what is one step around it. */
export function selectionRows(node: LineageNode, lineage: Lineage, context: OutlineContext): readonly Row[] {
  const { say } = context;
  const graph = graphOf(lineage, node.id);
  const side = (direction: Direction): StepRow => {
    const count = steps(lineage, node.id, direction).length;
    const upstream = direction === 'upstream';
    return {
      id: `${direction} ${node.id}`,
      label: upstream ? say('Upstream') : say('Downstream'),
      description: count === 0 ? (upstream ? say('nothing known') : say('nothing known yet')) : String(count),
      icon: upstream ? 'arrow-left' : 'arrow-right',
      node: node.id,
      direction,
      trail: [],
      menu: 'side',
      children: count === 0 ? 'none' : 'open',
    };
  };
  const tied = graph.tied(node.id).length;
  const self: Row = {
    ...nodeRow(node, 'selection', context),
    description: [
      detailOf(node, say),
      node.kind === 'collection' && tied > 0 ? say('{0} versions', tied) : undefined,
    ]
      .filter(Boolean)
      .join(' · '),
  };
  return [self, side('upstream'), side('downstream')];
}

/** The nodes one step from a row's node; those that already stand on its trail are named and not opened again. */
export function stepRows(row: StepRow, lineage: Lineage, context: OutlineContext): readonly StepRow[] {
  const { say } = context;
  const trail = [...row.trail, row.node];
  return steps(lineage, row.node, row.direction).flatMap(({ edge, id }): readonly StepRow[] => {
    const node = lineage.nodes.get(id);
    if (!node) return [];
    const again = trail.includes(id);
    return [
      {
        ...nodeRow(node, `${row.direction} ${trail.join(' ')}`, context),
        description: [
          relationWord(edge.kind, say),
          edge.recorded.length > 0 ? undefined : say('declared'),
          detailOf(node, say, lineage.nodes.get(row.node)),
          again ? say('seen above') : undefined,
        ]
          .filter(Boolean)
          .join(' · '),
        node: id,
        direction: row.direction,
        trail,
        children: again ? 'none' : 'closed',
      },
    ];
  });
}

/** Edges one step away, those of the collection a version belongs to included. */
function steps(
  lineage: Lineage,
  start: NodeId,
  direction: Direction,
): readonly { readonly edge: Edge; readonly id: NodeId }[] {
  const graph = graphOf(lineage, start);
  const found = new Map<NodeId, Edge>();
  for (const from of [start, ...graph.tied(start)])
    for (const edge of graph.edges(from, direction)) {
      const id = direction === 'upstream' ? edge.from : edge.to;
      if (id !== start && !found.has(id)) found.set(id, edge);
    }
  return [...found].map(([id, edge]) => ({ id, edge }));
}
