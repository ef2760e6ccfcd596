// What an annotation says of a parameter: a W&B object, or an instance of a class in view.

import { someInstance } from './classes.ts';
import { evaluate } from './evaluate.ts';
import { quotedPart } from './literals.ts';
import { type Machine, within } from './machine.ts';
import type { FunctionThing } from './things.ts';
import { type Node, parseExpression } from './tree.ts';
import { just, type Value } from './value.ts';
import { wandbInstance } from './wandbObjects.ts';

/** The value that `node`, a `TypeDef` of `fn`, promises; undefined when it promises nothing of use. */
export function annotated(m: Machine, fn: FunctionThing, node: Node): Value | undefined {
  const type = node.children.at(-1);
  return type && within(m, { source: fn.source, frame: fn.closure }, () => promised(m, type));
}

function promised(m: Machine, node: Node): Value | undefined {
  if (node.type === 'String') {
    const text = m.source.text.slice(node.from, node.to);
    const { from, to } = quotedPart(text);
    const inner = parseExpression(text.slice(from, to), node.from + from);
    return inner && inner.type !== 'String' ? promised(m, inner) : undefined;
  }
  // `Optional[X]`, `X | None`, `Annotated[X, …]`: the first part that promises something.
  const parts =
    node.type === 'BinaryExpression'
      ? [node.children[0], node.children[2]]
      : node.type === 'MemberExpression' && node.children.some((it) => it.type === '[')
        ? node.children.slice(2)
        : undefined;
  if (parts) {
    for (const part of parts) {
      const value = part && promised(m, part);
      if (value) return value;
    }
    return undefined;
  }
  if (node.type !== 'VariableName' && node.type !== 'MemberExpression') return undefined;
  const [it] = evaluate(m, node);
  // `wandb.run` is an object, but people write it where they mean its class.
  if (it?.thing.kind === 'run') return [it];
  if (it?.thing.kind === 'class') return someInstance(it.thing);
  if (it?.thing.kind !== 'external' || it.thing.path.startsWith('builtins.')) return undefined;
  return (
    wandbInstance(m, it.thing.path) ??
    (/^typing\b/.test(it.thing.path) ? undefined : foreignInstance(it.thing.path))
  );
}

/** An instance of another library's class is known not to be W&B's. */
function foreignInstance(path: string): Value {
  return just({ kind: 'external', path: `${path}()` });
}
