// What depends on something, as a list in Markdown that can be pasted into a review or an issue.

import { codeSpan as code } from '../../lineage/export/codeSpan.ts';
import type { Dependent, Impact } from '../../lineage/impact.ts';
import type { LineageNode } from '../../lineage/model.ts';
import { titleOf } from '../../lineage/title.ts';
import { impactHeading } from '../listings.ts';
import type { Say } from '../say.ts';

/** Returns the text, ending with a line break. Names are foreign text and cannot end their code span. */
export function impactMarkdown({ of, total, groups, open }: Impact, say: Say): string {
  const name = code(titleOf(of));
  const title =
    total === 1 ? say('1 thing depends on {0}', name) : say('{0} things depend on {1}', total, name);
  const lines = [`# ${title}`];
  for (const { group, members } of groups)
    lines.push(
      '',
      `## ${impactHeading(group, say)} (${members.length})`,
      '',
      ...members.map((it) => row(it, say)),
    );
  if (open) lines.push('', say('More may depend on it: not everything has been asked about.'));
  return `${lines.join('\n')}\n`;
}

function row({ node, distance }: Dependent, say: Say): string {
  const name = code(titleOf(node));
  const home = homeOf(node);
  const told = home === undefined ? name : say('{0} in {1}', name, code(home));
  return `- ${told}, ${distance === 1 ? say('1 step away') : say('{0} steps away', distance)}`;
}

function homeOf(node: LineageNode): string | undefined {
  if (node.kind === 'script') return undefined;
  return [node.entity, node.project].filter((part) => part !== undefined).join('/') || undefined;
}
