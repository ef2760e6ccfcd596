// A lineage as a Mermaid flowchart: runs are rounded, artifacts square, what only code declares is dashed.

import type { Edge, Lineage, LineageNode } from '../model.ts';
import { titleOf } from '../title.ts';

const shapes = {
  run: ['(["', '"])'],
  version: ['["', '"]'],
  collection: ['[("', '")]'],
  script: ['[["', '"]]'],
} as const;

/** Returns the text of the chart, ending with a line break. Source: https://mermaid.js.org/syntax/flowchart.html */
export function toMermaid(lineage: Lineage): string {
  const names = new Map([...lineage.nodes.keys()].map((id, index) => [id, `n${index}`]));
  const lines = [...lineage.nodes.values()].map((node) => `  ${names.get(node.id)}${box(node)}`);
  const arrows = lineage.edges.map(
    (edge) => `  ${names.get(edge.from)} ${arrow(edge)} ${names.get(edge.to)}`,
  );
  return `${['flowchart LR', ...lines, ...arrows].join('\n')}\n`;
}

function box(node: LineageNode): string {
  const [open, close] = shapes[node.kind];
  return `${open}${plain(titleOf(node))}${close}`;
}

function arrow({ kind, recorded }: Edge): string {
  return recorded.length > 0 ? `-->|${kind}|` : `-.->|${kind}|`;
}

/** Mermaid reads entity codes inside quoted text; these are the characters that could end or change it. */
function plain(text: string): string {
  return text.replace(/[&<>"#`;\\\n\r[\]{}]/g, (char) => `#${char.codePointAt(0)};`);
}
