// A list of what is alike and what is not, in Markdown that can be pasted into a review or an issue.

import { codeSpan } from './codeSpan.ts';

/** As it is shown beside the map. */
export interface MarkdownList {
  readonly title: string;
  readonly summary: string;
  readonly groups: readonly {
    readonly title: string;
    readonly count: number;
    readonly rows: readonly {
      readonly text: string;
      readonly detail: string;
      readonly change?: 'added' | 'removed' | 'changed';
    }[];
  }[];
  readonly note?: string;
}

/** Returns the text, ending with a line break. Names and values are foreign text and cannot end their code span. */
export function listingMarkdown({ title, summary, groups, note }: MarkdownList): string {
  const lines = [`# ${codeSpan(title)}`, '', summary];
  for (const group of groups) {
    lines.push('', `## ${group.title} (${group.count})`, '');
    for (const { text, detail, change } of group.rows)
      lines.push(
        `- ${change && change !== 'changed' ? `${change} ` : ''}${codeSpan(text)}${detail ? `: ${codeSpan(detail)}` : ''}`,
      );
    if (group.rows.length < group.count) lines.push(`- and ${group.count - group.rows.length} more`);
  }
  if (note) lines.push('', note);
  return `${lines.join('\n')}\n`;
}
