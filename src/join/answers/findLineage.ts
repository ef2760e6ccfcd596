// The question where an artifact or a run came from and where it went.

import type { LineageNode, NodeId } from '../../lineage/model.ts';
import { titleOf } from '../../lineage/title.ts';
import { factLines, foreign, knownFrom, listed, nodeText } from './about.ts';
import { focusOf } from './focus.ts';
import { plain, type Tool } from './tool.ts';

/** Nodes that are walked to, and edges that are told. */
const limit = 300;
const mostEdges = 100;

export const findLineage: Tool = {
  name: 'findLineage',
  title: 'Find Lineage',
  description:
    'Where a machine learning artifact (dataset, model) or a run of this workspace came from and where it went: its facts, and the edges upstream and downstream, each recorded by the tracker (W&B), declared by code, or both. Read only.',
  inputSchema: {
    type: 'object',
    properties: {
      name: {
        type: 'string',
        description:
          'The artifact as code would name it, e.g. "mnist_model:v0", "mnist_model:latest", "entity/project/mnist_model", or the name or id of a run.',
      },
      direction: {
        type: 'string',
        description: 'Which way to follow; both without it.',
        enum: ['both', 'upstream', 'downstream'],
      },
      depth: {
        type: 'integer',
        description: 'How many edges to follow each way; 4 without it.',
        minimum: 1,
        maximum: 20,
      },
    },
    required: ['name'],
    additionalProperties: false,
  },
  async answer(input, asked, signal) {
    const focus = await focusOf(input.text('name') ?? '', asked, signal);
    const depth = input.number('depth') ?? 4;
    const direction = input.text('direction') ?? 'both';
    const bounds = {
      upstream: direction === 'downstream' ? 0 : depth,
      downstream: direction === 'upstream' ? 0 : depth,
      limit,
    };
    const walked = await asked.store.walk(focus.id, bounds, signal);
    const { nodes, edges } = walked.lineage;
    const node: LineageNode = nodes.get(walked.focus) ?? focus;
    const name = (id: NodeId) => {
      const end = nodes.get(id);
      return end ? plain(end.kind === 'script' ? end.path : titleOf(end)) : id;
    };
    return `${[
      foreign,
      '',
      `# ${nodeText(node)}`,
      ...factLines(node, asked.now),
      '',
      `## Edges (${edges.length}), from upstream to downstream`,
      ...listed(edges, mostEdges, (edge) => {
        const { kind, from, to } = edge;
        return `${name(from)} —${kind}→ ${name(to)} (${knownFrom(edge)})`;
      }),
      '',
      `## Others in it (${nodes.size - 1})`,
      ...listed(
        [...nodes.values()].filter(({ id }) => id !== node.id),
        mostEdges,
        nodeText,
      ),
      ...(walked.truncated ? ['', 'There is more beyond the depth or the limit.'] : []),
    ].join('\n')}\n`;
  },
};
