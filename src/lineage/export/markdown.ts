// What depends on something, as a list in Markdown that can be pasted into a review or an issue.

import type { Impact, ImpactGroup } from '../impact.ts';
import type { LineageNode } from '../model.ts';
import { titleOf } from '../title.ts';
import { codeSpan as code } from './codeSpan.ts';

const headings: Readonly<Record<ImpactGroup, string>> = {
  registry: 'Registry',
  model: 'Models',
  data: 'Data',
  run: 'Runs',
  code: 'Code',
};

/** Returns the text, ending with a line break. Names are foreign text and cannot end their code span. */
export function toMarkdown({ of, total, groups, open }: Impact): string {
  const count = total === 1 ? '1 thing depends' : `${total} things depend`;
  const lines = [`# ${count} on ${code(titleOf(of))}`];
  for (const { group, members } of groups) {
    lines.push('', `## ${headings[group]} (${members.length})`, '');
    for (const { node, distance } of members)
      lines.push(
        `- ${code(titleOf(node))}${whereabouts(node)}, ${distance === 1 ? '1 step' : `${distance} steps`} away`,
      );
  }
  if (open) lines.push('', 'More may depend on it: not everything has been asked about.');
  return `${lines.join('\n')}\n`;
}

function whereabouts(node: LineageNode): string {
  if (node.kind === 'script') return '';
  const parts = [node.entity, node.project].filter((part) => part !== undefined);
  return parts.length > 0 ? ` in ${code(parts.join('/'))}` : '';
}
