// The question what depends on an artifact, a run or a script.

import { impactOf } from '../../lineage/impact.ts';
import { foreign, listed, nodeText } from './about.ts';
import { focusOf } from './focus.ts';
import type { Tool } from './tool.ts';

const limit = 1000;
const mostOfGroup = 40;

const headings = { registry: 'Registry', model: 'Models', data: 'Data', run: 'Runs', code: 'Code' } as const;

export const whatUses: Tool = {
  name: 'whatUses',
  title: 'What Uses It',
  description:
    'What depends on a machine learning artifact, a run or a script of this workspace: everything downstream, nearest first, as registry entries, models, data, runs and code. Ask before changing or deleting what others may use. Read only.',
  inputSchema: {
    type: 'object',
    properties: {
      name: {
        type: 'string',
        description:
          'The artifact as code would name it, e.g. "mnist_dataset:v0", the name or id of a run, or the path of a script.',
      },
    },
    required: ['name'],
    additionalProperties: false,
  },
  async answer(input, asked, signal) {
    const focus = await focusOf(input.text('name') ?? '', asked, signal);
    const walked = await asked.store.walk(focus.id, { upstream: 0, limit }, signal);
    const impact = impactOf(walked.lineage, walked.focus);
    const total = impact?.total ?? 0;
    const lines = (impact?.groups ?? []).flatMap(({ group, members }) => [
      '',
      `## ${headings[group]} (${members.length})`,
      ...listed(members, mostOfGroup, ({ node, distance }) => {
        const steps = distance === 1 ? '1 step' : `${distance} steps`;
        return `${nodeText(node)}, ${steps} away, ${node.recorded.length > 0 ? 'recorded' : 'only declared by code'}`;
      }),
    ]);
    const head =
      total === 1
        ? '1 thing depends'
        : `${total === 0 ? 'Nothing known' : `${total} things`} ${total === 0 ? 'depends' : 'depend'}`;
    return `${[
      foreign,
      '',
      `# ${head} on ${nodeText(focus)}`,
      ...lines,
      ...(impact?.open || walked.truncated
        ? ['', 'More may depend on it: not everything has been asked about.']
        : []),
    ].join('\n')}\n`;
  },
};
