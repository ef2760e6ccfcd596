// The arguments of a call, and how they are bound to parameters.

import { assign } from './assign.ts';
import { itemsOf } from './collections.ts';
import { evaluate } from './evaluate.ts';
import { type Machine, textOf } from './machine.ts';
import type { Source } from './source.ts';
import type { Node } from './tree.ts';
import { only, unknown, type Value } from './value.ts';

export interface Given {
  readonly node: Node;
  readonly source: Source;
  readonly value: Value;
}

export interface Arguments {
  readonly positional: readonly Given[];
  readonly named: ReadonlyMap<string, Given>;
  /** `*args` or `**kwargs` that are not in view may give more. */
  readonly open: boolean;
}

export const noArguments: Arguments = { positional: [], named: new Map(), open: false };

/** Evaluates an `ArgList` from left to right. What follows a `*args` that is not in view has no known position. */
export function evaluateArguments(m: Machine, list: Node | undefined): Arguments {
  const positional: Given[] = [];
  let placed = Number.POSITIVE_INFINITY;
  const named = new Map<string, Given>();
  let open = false;
  const { source } = m;
  const children = list?.children ?? [];
  for (let i = 0; i < children.length; i++) {
    const node = children[i];
    if (!node || ['(', ')', ',', 'Comment'].includes(node.type)) continue;
    const next = children[i + 1];
    if (node.type === 'VariableName' && next?.type === 'AssignOp') {
      const value = children[i + 2];
      i += 2;
      if (!value || value.type === ',' || value.type === ')') continue;
      const given = { node: value, source, value: evaluate(m, value) };
      if (textOf(m, next) === '=') named.set(textOf(m, node), given);
      else {
        assign(m, [node], given.value, { ...node, to: value.to });
        positional.push(given);
      }
    } else if ((node.type === '*' || node.type === '**') && next) {
      const value = evaluate(m, next);
      i++;
      if (node.type === '*') {
        const items = itemsOf(value);
        if (items) positional.push(...items.map((item) => ({ node: next, source, value: item })));
        else {
          open = true;
          placed = Math.min(placed, positional.length);
        }
      } else open = !spread(value, { node: next, source }, named) || open;
    } else if (node.type === 'for') {
      // A generator without its own parentheses: `join(f(x) for x in y)`.
      const element = positional.pop();
      const value = list && element ? evaluate(m, { ...list, type: 'ComprehensionExpression' }) : unknown;
      positional.push({ node: element?.node ?? node, source, value });
      break;
    } else if (children[i + 1]?.type === 'for') positional.push({ node, source, value: unknown });
    else positional.push({ node, source, value: evaluate(m, node) });
  }
  return { positional: positional.slice(0, placed), named, open };
}

/** Adds the keys of a dict to the named arguments; false when not all of them are known. */
function spread(value: Value, at: Omit<Given, 'value'>, named: Map<string, Given>): boolean {
  const thing = only(value);
  if (thing?.kind !== 'object') return false;
  for (const [key, item] of thing.cells) if (!named.has(key)) named.set(key, { ...at, value: item });
  return !thing.open;
}

/** The argument for a parameter, by name or by its position in `parameters`; undefined when it is not given. */
export function argument(given: Arguments, parameters: readonly string[], name: string): Given | undefined {
  const index = parameters.indexOf(name);
  return given.named.get(name) ?? (index < 0 ? undefined : given.positional[index]);
}

/** Like `argument`, but unknown rather than missing when arguments that are not in view may give it. */
export function argumentValue(
  given: Arguments,
  parameters: readonly string[],
  name: string,
): Value | undefined {
  return argument(given, parameters, name)?.value ?? (given.open ? unknown : undefined);
}

/** The arguments of `first` followed by those of `then`, as `functools.partial` does. */
export function mergeArguments(first: Arguments, then: Arguments): Arguments {
  return {
    positional: [...first.positional, ...then.positional],
    named: new Map([...first.named, ...then.named]),
    open: first.open || then.open,
  };
}
