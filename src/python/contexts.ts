// The with statement: what its context managers bind.

import { attribute } from './access.ts';
import { noArguments } from './arguments.ts';
import { assign } from './assign.ts';
import { branching } from './each.ts';
import { evaluate } from './evaluate.ts';
import { executeBlock } from './execute.ts';
import { invoke } from './invoke.ts';
import { type Machine, textOf } from './machine.ts';
import { childOf, type Node, parseExpression } from './tree.ts';
import type { Value } from './value.ts';

export function withStatement(m: Machine, node: Node): boolean {
  const parts = node.children.filter((it) => !['with', 'async', ',', 'Comment', '(', ')'].includes(it.type));
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (!part || part.type === 'Body') continue;
    const value = branching(m, evaluate(m, part), (it) => entered(m, [it]));
    if (parts[i + 1]?.type !== 'as') continue;
    const name = parts[i + 2];
    // What stands there may be more than a name, see `parseRepaired`.
    const target = name && (parseExpression(textOf(m, name), name.from) ?? name);
    if (target) assign(m, [target], value, { type: 'With', from: part.from, to: target.to, children: [] });
    i += 2;
  }
  return executeBlock(m, childOf(node, 'Body'));
}

/** What `with value as x` binds to `x`. */
function entered(m: Machine, value: Value): Value {
  const thing = value[0]?.thing;
  if (thing?.kind === 'generator') return thing.yields;
  if (thing?.kind !== 'instance') return value;
  const enter = attribute(m, value, '__enter__')[0]?.thing;
  return enter?.kind === 'function' ? invoke(m, enter, noArguments) : value;
}
