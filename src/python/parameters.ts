// The parameters of a function or lambda, read from the tree.

import type { Source } from './source.ts';
import type { Node } from './tree.ts';

export interface Parameter {
  readonly name: string;
  readonly node: Node;
  readonly annotation: Node | undefined;
  readonly default: Node | undefined;
  readonly kind: 'plain' | 'keyword' | '*' | '**';
}

export function parametersOf(source: Source, list: Node | undefined): readonly Parameter[] {
  const parameters: Parameter[] = [];
  let star: '' | '*' | '**' = '';
  let keyword = false;
  const children = list?.children ?? [];
  for (let i = 0; i < children.length; i++) {
    const node = children[i];
    if (!node) continue;
    if (node.type === '*' || node.type === '**') star = node.type;
    else if (node.type === ',') {
      if (star === '*') keyword = true;
      star = '';
    } else if (node.type === 'VariableName') {
      const annotation = children[i + 1]?.type === 'TypeDef' ? children[++i] : undefined;
      const fallback = children[i + 1]?.type === 'AssignOp' ? children[i + 2] : undefined;
      if (fallback) i += 2;
      const name = source.text.slice(node.from, node.to);
      parameters.push({
        name,
        node,
        annotation,
        default: fallback,
        kind: star || (keyword ? 'keyword' : 'plain'),
      });
      if (star === '*') keyword = true;
    }
  }
  return parameters;
}
