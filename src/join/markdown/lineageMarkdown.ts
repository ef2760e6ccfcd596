// A lineage in Markdown, to be pasted into a review or an issue: the chart, and each step in words.

import { codeSpan as code } from '../../lineage/export/codeSpan.ts';
import { toMermaid } from '../../lineage/export/mermaid.ts';
import type { Edge, Lineage, NodeId } from '../../lineage/model.ts';
import { titleOf } from '../../lineage/title.ts';
import { relationWord } from '../relationWord.ts';
import type { Say } from '../say.ts';

/** Returns the text, ending with a line break. What nothing else is connected with is listed by itself. */
export function lineageMarkdown(lineage: Lineage, focus: NodeId, say: Say): string {
  const name = (id: NodeId) => {
    const node = lineage.nodes.get(id);
    return code(node ? titleOf(node) : id);
  };
  const steps = lineage.edges.map((edge) => {
    const step = stepText(edge, name, say);
    return `- ${edge.recorded.length > 0 ? step : say('{0} (declared in code, not recorded)', step)}`;
  });
  const joined = new Set(lineage.edges.flatMap(({ from, to }) => [from, to]));
  const alone = [...lineage.nodes.keys()].filter((id) => !joined.has(id)).map((id) => `- ${name(id)}`);
  return [
    `# ${say('Lineage of {0}', name(focus))}`,
    `\`\`\`mermaid\n${toMermaid(lineage, (kind) => relationWord(kind, say))}\`\`\``,
    [...steps, ...alone].join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n');
}

function stepText({ kind, from, to }: Edge, name: (id: NodeId) => string, say: Say): string {
  if (kind === 'used') return say('{0} used {1}', name(to), name(from));
  if (kind === 'logged') return say('{0} logged {1}', name(from), name(to));
  return say('{0} is linked to {1}', name(from), name(to));
}
