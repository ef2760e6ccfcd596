// The question how two versions, or two runs, differ in what they were made of.

import type { Changes } from '../../lineage/changes.ts';
import { compare } from '../../lineage/compare.ts';
import { merge } from '../../lineage/merge.ts';
import { foreign, listed, nodeText } from './about.ts';
import { focusOf } from './focus.ts';
import { AnswerError, plain, type Tool } from './tool.ts';

const limit = 500;
const mostOfList = 40;

const named = (role: string) =>
  ({
    type: 'string',
    description: `The ${role}: an artifact version as code would name it, e.g. "mnist_model:v0", or the name or id of a run.`,
  }) as const;

export const compareVersions: Tool = {
  name: 'compareVersions',
  title: 'Compare Versions',
  description:
    'How two versions of a machine learning artifact, or two runs, differ in what they were made of: inputs, configuration, summary metrics, metadata, commit. Read only.',
  inputSchema: {
    type: 'object',
    properties: { before: named('older one'), after: named('newer one') },
    required: ['before', 'after'],
    additionalProperties: false,
  },
  async answer(input, asked, signal) {
    const before = await focusOf(input.text('before') ?? '', asked, signal);
    const after = await focusOf(input.text('after') ?? '', asked, signal);
    const walks = [before, after].map(({ id }) => asked.store.walk(id, { downstream: 0, limit }, signal));
    const both = merge((await Promise.all(walks)).map(({ lineage }) => lineage));
    const found = compare(both.lineage, both.canonical(before.id), both.canonical(after.id));
    if (!found) throw new AnswerError('One of the two is not in the lineage.');
    const values = (heading: string, changes: Changes<{ readonly key: string; readonly value: unknown }>) =>
      section(
        heading,
        changes,
        ({ key }) => plain(key),
        ({ value }) => plain(JSON.stringify(value) ?? ''),
      );
    return `${[
      foreign,
      '',
      `# From ${nodeText(found.before)} to ${nodeText(found.after)}`,
      ...listed(
        found.facts,
        mostOfList,
        ({ fact, before: old, after: fresh }) => `${fact}: ${side(old)} → ${side(fresh)}`,
      ),
      ...section('Inputs', found.inputs, nodeText),
      ...values('Configuration', found.config),
      ...values('Summary', found.summary),
      ...values('Metadata', found.metadata),
    ].join('\n')}\n`;
  },
};

function section<T>(
  heading: string,
  { added, removed, changed, same }: Changes<T>,
  name: (it: T) => string,
  value?: (it: T) => string,
): readonly string[] {
  const one = (it: T) => (value ? `${name(it)} = ${value(it)}` : name(it));
  const lines = [
    ...changed.map(({ before, after }) => `~ ${one(before)} → ${value ? value(after) : name(after)}`),
    ...added.map((it) => `+ ${one(it)}`),
    ...removed.map((it) => `- ${one(it)}`),
  ];
  if (lines.length === 0 && same === 0) return [];
  return [
    '',
    `## ${heading}: ${lines.length} differ, ${same} same`,
    ...listed(lines, mostOfList, (it) => it),
  ];
}

function side(value: string | number | undefined): string {
  return value === undefined ? 'unknown' : plain(String(value));
}
