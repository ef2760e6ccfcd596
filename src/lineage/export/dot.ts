// A lineage in Graphviz's DOT language: runs are ellipses, artifacts boxes, what only code declares is dashed.

import type { EdgeKind, Lineage } from '../model.ts';
import { titleOf } from '../title.ts';

const shapes = { run: 'ellipse', version: 'box', collection: 'cylinder', script: 'note' } as const;

/** Returns the text of the graph, ending with a line break; `word` is that of a relation. Source: https://graphviz.org/doc/info/lang.html */
export function toDot(lineage: Lineage, word: (kind: EdgeKind) => string = (kind) => kind): string {
  const nodes = [...lineage.nodes.values()].map(
    (node) => `  ${quote(node.id)} [label=${quote(titleOf(node))}, shape=${shapes[node.kind]}];`,
  );
  const edges = lineage.edges.map(
    ({ from, to, kind, recorded }) =>
      `  ${quote(from)} -> ${quote(to)} [label=${quote(word(kind))}${recorded.length > 0 ? '' : ', style=dashed'}];`,
  );
  return `${['digraph lineage {', '  rankdir=LR;', ...nodes, ...edges, '}'].join('\n')}\n`;
}

/** In a quoted DOT string a backslash begins an escape and a quote ends it. */
function quote(text: string): string {
  return `"${text
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/\r?\n|\r/g, '\\n')}"`;
}
