// Import statements: what they bind, as dotted names of modules that are not in view.

import { type Machine, textOf } from './machine.ts';
import { bind } from './names.ts';
import type { Node } from './tree.ts';
import { just } from './value.ts';

export function importNames(m: Machine, node: Node): void {
  const children = node.children.filter((it) => !['(', ')', 'Comment'].includes(it.type));
  const at = children.findIndex((it) => it.type === 'import');
  if (at < 0) return;
  const from =
    children[0]?.type === 'from'
      ? children
          .slice(1, at)
          .map((it) => textOf(m, it))
          .join('')
      : undefined;
  if (from) m.imports.add(from);
  for (const item of split(children.slice(at + 1))) {
    const as = item.findIndex((it) => it.type === 'as');
    const path = (as < 0 ? item : item.slice(0, as)).map((it) => textOf(m, it)).join('');
    const alias = as < 0 ? undefined : item[as + 1];
    if (!/^[\w.]+$/.test(path)) continue;
    if (from === undefined) {
      m.imports.add(path);
      const [root = path] = path.split('.');
      // `import a.b` binds `a`; `import a.b as c` binds `a.b`.
      bind(m, alias ? textOf(m, alias) : root, just({ kind: 'external', path: alias ? path : root }));
    } else {
      m.imports.add(`${from}.${path}`);
      bind(m, alias ? textOf(m, alias) : path, just({ kind: 'external', path: `${from}.${path}` }));
    }
  }
}

function split(nodes: readonly Node[]): readonly (readonly Node[])[] {
  const items: Node[][] = [[]];
  for (const node of nodes) {
    if (node.type === ',') items.push([]);
    else items.at(-1)?.push(node);
  }
  return items;
}
