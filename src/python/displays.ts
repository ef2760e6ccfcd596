// Tuple, list, set and dict displays.

import { lookups } from './access.ts';
import { tupleOf } from './collections.ts';
import { evaluate } from './evaluate.ts';
import type { Machine } from './machine.ts';
import type { Thing } from './things.ts';
import type { Node } from './tree.ts';
import { union } from './union.ts';
import { hole, just, type Value } from './value.ts';

/** The items of a tuple or list display; `*x` adds those of `x`. */
export function sequence(m: Machine, nodes: readonly Node[]): Thing {
  const values: Value[] = [];
  let open = false;
  let star = false;
  for (const node of nodes) {
    if (node.type === '*') star = true;
    if (/^[^\w⚠]+$|^Comment$/.test(node.type)) continue;
    const value = evaluate(m, node);
    const inner = star && value.length === 1 && value[0] ? tupleOf(value[0].thing) : undefined;
    if (!star) values.push(value);
    else if (inner) {
      values.push(...inner.items);
      open ||= inner.open;
    } else open = true;
    star = false;
  }
  return { kind: 'tuple', items: values, open };
}

export function dictionary(m: Machine, node: Node): Value {
  const cells = new Map<string, Value>();
  let open = false;
  const children = node.children.filter((it) => !['{', '}', ',', 'Comment'].includes(it.type));
  for (let i = 0; i < children.length; i++) {
    const [child, next, value] = [children[i], children[i + 1], children[i + 2]];
    if (!child) continue;
    if (child.type === '**' && next) {
      const spread = evaluate(m, next)[0]?.thing;
      if (spread?.kind === 'object') {
        for (const [key, it] of spread.cells) cells.set(key, it);
        open ||= spread.open;
      } else open = true;
      i++;
    } else if (next?.type === ':' && value) {
      const key = evaluate(m, child);
      const it = evaluate(m, value);
      const name = key.length === 1 && key[0] ? lookups(m).key(key[0].thing) : undefined;
      // A key that is not known stands in the dict as what it is.
      if (name === undefined) cells.set(hole, union([cells.get(hole) ?? [], it]));
      else cells.set(name, it);
      open ||= name === undefined;
      i += 2;
    } else evaluate(m, child);
  }
  return just({ kind: 'object', cells, open });
}
