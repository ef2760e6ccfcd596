// Definitions: functions, lambdas and classes become things that can be called.

import { evaluateArguments } from './arguments.ts';
import { assign, stepOf } from './assign.ts';
import { evaluate } from './evaluate.ts';
import { executeBlock } from './execute.ts';
import { hydraMain } from './hydra.ts';
import { type Machine, newFrame, textOf, within } from './machine.ts';
import { bind } from './names.ts';
import { parametersOf } from './parameters.ts';
import type { ClassThing, FunctionThing } from './things.ts';
import { childOf, type Node } from './tree.ts';
import { just, softened, type Value, withStep } from './value.ts';

function makeFunction(
  m: Machine,
  node: Node,
  name: string,
  decorators: readonly string[],
  extra: ReadonlyMap<string, Value>,
): FunctionThing {
  const defaults = new Map<string, Value>();
  for (const parameter of parametersOf(m.source, childOf(node, 'ParamList'))) {
    const { default: fallback, node: first } = parameter;
    if (!fallback) continue;
    const value = softened(evaluate(m, fallback));
    const step = () => stepOf(m, { type: 'Parameter', from: first.from, to: fallback.to, children: [] });
    defaults.set(parameter.name, withStep(value, step));
  }
  const made: FunctionThing = {
    kind: 'function',
    node,
    name,
    source: m.source,
    closure: m.frame,
    decorators,
    extra,
    state: { calls: 0, missed: false, running: false, last: [], defaults, plain: false, bound: new Map() },
  };
  if (m.muted === 0 && m.source.path === m.path) m.functions.push(made);
  return made;
}

export function lambda(m: Machine, node: Node): Value {
  return just(makeFunction(m, node, 'lambda', [], new Map()));
}

export function defineFunction(m: Machine, node: Node, decoratorNodes: readonly Node[]): void {
  const nameNode = childOf(node, 'VariableName');
  const name = nameNode ? textOf(m, nameNode) : '';
  const extra = new Map<string, Value>();
  const [first] = parametersOf(m.source, childOf(node, 'ParamList'));
  const decorators = decoratorNodes.map((decorator) => readDecorator(m, decorator, extra, first?.name));
  bind(m, name, just(makeFunction(m, node, name, decorators, extra)));
}

/**
 * The decorator's last name. A click option adds its default to `extra`, and `hydra.main` what it gives to the `first`
 * parameter.
 */
function readDecorator(m: Machine, node: Node, extra: Map<string, Value>, first: string | undefined): string {
  const names = node.children.filter((it) => it.type === 'VariableName').map((it) => textOf(m, it));
  const last = names.at(-1) ?? '';
  const given = evaluateArguments(m, childOf(node, 'ArgList'));
  if (last === 'option' || last === 'argument') {
    const flags = given.positional.flatMap(({ value }) =>
      value.flatMap(({ thing }) => (thing.kind === 'text' ? [thing.text] : [])),
    );
    // click names the parameter after the flag without dashes, else the longest `--flag`.
    const bare = flags.find((flag) => /^[A-Za-z_]\w*$/.test(flag));
    const long = flags.find((flag) => flag.startsWith('--'));
    const name = bare ?? long?.replace(/^-+/, '').split('/')[0]?.replaceAll('-', '_').toLowerCase();
    const value = given.named.get('default');
    if (name && value)
      extra.set(
        name,
        withStep(softened(value.value), () => stepOf(m, node)),
      );
  }
  if (last === 'main' && first !== undefined && names.at(-2) === 'hydra') {
    const config = hydraMain(m, given);
    if (config) extra.set(first, config);
  }
  return last;
}

export function defineClass(m: Machine, node: Node): void {
  const nameNode = childOf(node, 'VariableName');
  const name = nameNode ? textOf(m, nameNode) : '';
  const bases = evaluateArguments(m, childOf(node, 'ArgList')).positional.map((it) => it.value);
  const frame = newFrame(m, 'class', m.frame);
  const body = childOf(node, 'Body');
  const fields: string[] = [];
  for (const statement of body?.children ?? []) {
    const target =
      statement.type === 'AssignStatement' && childOf(statement, 'TypeDef')
        ? statement.children[0]
        : undefined;
    if (target?.type === 'VariableName') fields.push(textOf(m, target));
  }
  const before = m.functions.length;
  within(m, { frame }, () => executeBlock(m, body));
  const cls: ClassThing = { kind: 'class', name, cells: frame.cells, bases, fields, instances: [] };
  const owned: FunctionThing[] = [];
  for (const [key, value] of frame.cells)
    frame.cells.set(
      key,
      value.map((it) => {
        if (it.thing.kind !== 'function' || it.thing.closure !== frame) return it;
        const method = { ...it.thing, owner: cls };
        owned.push(method);
        return { ...it, thing: method };
      }),
    );
  if (m.muted === 0 && m.source.path === m.path) {
    // Methods are looked at with an instance, all others as they stand.
    const rest = m.functions.slice(before).filter((it) => !owned.some((method) => method.node === it.node));
    m.functions.splice(before, m.functions.length - before, ...rest);
    m.classes.set(cls, owned);
  }
  if (nameNode) assign(m, [nameNode], just(cls), nameNode);
}
