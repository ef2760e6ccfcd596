// A list of what is alike and what is not, in Markdown that can be pasted into a review or an issue.

import { codeSpan } from '../../lineage/export/codeSpan.ts';
import type { Listing, ListingRow } from '../../protocol/listing.ts';
import type { Say } from '../say.ts';

/** Returns the text, ending with a line break. Names and values are foreign text and cannot end their code span. */
export function listingMarkdown({ title, summary, groups, note }: Listing, say: Say): string {
  const lines = [`# ${codeSpan(title)}`, '', summary];
  for (const group of groups) {
    lines.push('', `## ${group.title} (${group.count})`, '', ...group.rows.map((row) => rowText(row, say)));
    if (group.rows.length < group.count)
      lines.push(`- ${say('and {0} more', group.count - group.rows.length)}`);
  }
  if (note) lines.push('', note);
  return `${lines.join('\n')}\n`;
}

function rowText({ text, detail, change }: ListingRow, say: Say): string {
  const what = codeSpan(text);
  return `- ${changed(what, change, say)}${detail ? `: ${codeSpan(detail)}` : ''}`;
}

/** That something changed is told by its two values. */
function changed(what: string, change: ListingRow['change'], say: Say): string {
  if (change === 'added') return say('added {0}', what);
  return change === 'removed' ? say('removed {0}', what) : what;
}
