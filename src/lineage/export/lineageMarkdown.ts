// A lineage in Markdown, to be pasted into a review or an issue: the chart, and each step in words.

import type { Lineage, NodeId } from '../model.ts';
import { titleOf } from '../title.ts';
import { codeSpan as code } from './codeSpan.ts';
import { toMermaid } from './mermaid.ts';

/** Returns the text, ending with a line break. What nothing else is connected with is listed by itself. */
export function lineageMarkdown(lineage: Lineage, focus: NodeId): string {
  const name = (id: NodeId) => {
    const node = lineage.nodes.get(id);
    return code(node ? titleOf(node) : id);
  };
  const steps = lineage.edges.map(({ kind, from, to, recorded }) => {
    const [subject, object] = kind === 'used' ? [to, from] : [from, to];
    const verb = kind === 'linked' ? 'is linked to' : kind;
    return `- ${name(subject)} ${verb} ${name(object)}${recorded.length > 0 ? '' : ' (declared in code, not recorded)'}`;
  });
  const joined = new Set(lineage.edges.flatMap(({ from, to }) => [from, to]));
  const alone = [...lineage.nodes.keys()].filter((id) => !joined.has(id)).map((id) => `- ${name(id)}`);
  return [
    `# Lineage of ${name(focus)}`,
    `\`\`\`mermaid\n${toMermaid(lineage)}\`\`\``,
    [...steps, ...alone].join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n');
}
