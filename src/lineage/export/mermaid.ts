// A lineage as a Mermaid flowchart: runs are rounded, artifacts square, what only code declares is dashed.

import type { Edge, EdgeKind, Lineage, LineageNode } from '../model.ts';
import { titleOf } from '../title.ts';

const shapes = {
  run: ['(["', '"])'],
  version: ['["', '"]'],
  collection: ['[("', '")]'],
  script: ['[["', '"]]'],
} as const;

/** How an edge is drawn. */
export interface Line {
  readonly arrow: '-->' | '-.->' | '==>';
  readonly label: string;
  readonly colour?: `#${string}`;
}

/** Returns the text of a chart that tells what is recorded from what is declared; `word` is that of a relation. */
export function toMermaid(lineage: Lineage, word: (kind: EdgeKind) => string = (kind) => kind): string {
  return mermaidChart(lineage, ({ kind, recorded }) => ({
    arrow: recorded.length > 0 ? '-->' : '-.->',
    label: word(kind),
  }));
}

/** Returns the text of the chart, ending with a line break. Source: https://mermaid.js.org/syntax/flowchart.html */
export function mermaidChart<E extends Edge>(
  lineage: Pick<Lineage, 'nodes'> & { readonly edges: readonly E[] },
  lineOf: (edge: E) => Line,
): string {
  const names = new Map([...lineage.nodes.keys()].map((id, index) => [id, `n${index}`]));
  const boxes = [...lineage.nodes.values()].map((node) => `  ${names.get(node.id)}${box(node)}`);
  const lines = lineage.edges.map(lineOf);
  const arrows = lineage.edges.map(({ from, to }, index) => {
    const { arrow = '-->', label = '' } = lines[index] ?? {};
    return `  ${names.get(from)} ${arrow}|${/^\w+$/.test(label) ? label : `"${plain(label)}"`}| ${names.get(to)}`;
  });
  const colours = lines.flatMap(({ colour }, index) =>
    colour ? [`  linkStyle ${index} stroke:${colour}`] : [],
  );
  return `${['flowchart LR', ...boxes, ...arrows, ...colours].join('\n')}\n`;
}

function box(node: LineageNode): string {
  const [open, close] = shapes[node.kind];
  return `${open}${plain(titleOf(node))}${close}`;
}

/** Mermaid reads entity codes inside quoted text; these are the characters that could end or change it. */
function plain(text: string): string {
  return text.replace(/[&<>"#`;\\\n\r[\]{}]/g, (char) => `#${char.codePointAt(0)};`);
}
