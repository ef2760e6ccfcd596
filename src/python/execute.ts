// Runs statements in order over what is known, branch by branch.

import { assign, update } from './assign.ts';
import { ifStatement, matchStatement, tryStatement } from './branches.ts';
import { withStatement } from './contexts.ts';
import { defineClass, defineFunction } from './define.ts';
import { sequence } from './displays.ts';
import { evaluate } from './evaluate.ts';
import { importNames, noteImports } from './imports.ts';
import { forLoop, whileLoop } from './loops.ts';
import { isReached, type Machine, textOf, unreached } from './machine.ts';
import { share } from './names.ts';
import { childOf, type Node, operands } from './tree.ts';
import { just, unknown, type Value } from './value.ts';

/** Runs the statements of a body; false when it never reaches its end. */
export function executeBlock(m: Machine, body: Node | undefined): boolean {
  let completes = true;
  const statements = body?.children ?? [];
  for (let i = 0; i < statements.length; i++) {
    const statement = statements[i];
    if (!statement || execute(m, statement)) continue;
    // What follows a jump is never reached, but its calls are there to be seen.
    unreached(m, () => {
      for (const rest of statements.slice(i + 1)) execute(m, rest);
    });
    completes = false;
    break;
  }
  return completes;
}

const isStatement = /(?:Statement|Definition)$/;

/** Runs one statement; false when control does not go on to the next. */
export function execute(m: Machine, node: Node): boolean {
  if (isStatement.test(node.type) && m.slices.get(m.source)?.keeps(node) === false) {
    if (node.type === 'ImportStatement') noteImports(m, node);
    return true;
  }
  m.steps++;
  switch (node.type) {
    case 'AssignStatement':
      assignment(m, node);
      return true;
    case 'UpdateStatement': {
      const [target, operator, value] = operands(node).length >= 3 ? operands(node) : node.children;
      if (target && operator)
        update(m, target, textOf(m, operator), value ? evaluate(m, value) : unknown, node);
      return true;
    }
    case 'StatementGroup':
      return executeBlock(m, node);
    case 'ImportStatement':
      importNames(m, node);
      return true;
    case 'FunctionDefinition':
      defineFunction(m, node, []);
      return true;
    case 'ClassDefinition':
      defineClass(m, node);
      return true;
    case 'DecoratedStatement': {
      const decorators = node.children.filter((it) => it.type === 'Decorator');
      const fn = childOf(node, 'FunctionDefinition');
      const cls = childOf(node, 'ClassDefinition');
      if (fn) defineFunction(m, fn, decorators);
      if (cls) defineClass(m, cls);
      return true;
    }
    case 'IfStatement':
      return ifStatement(
        m,
        node.children.filter((it) => it.type !== 'Comment'),
      );
    case 'ForStatement':
      return forLoop(m, node);
    case 'WhileStatement':
      return whileLoop(m, node);
    case 'TryStatement':
      return tryStatement(m, node);
    case 'WithStatement':
      return withStatement(m, node);
    case 'MatchStatement':
      return matchStatement(m, node);
    case 'ReturnStatement': {
      const value = expressionList(m, node.children.slice(1));
      if (isReached(m)) {
        m.frame.returns.push(value);
        m.frame.exits.push(m.trail.capture(m.frame.mark));
      }
      return false;
    }
    case 'RaiseStatement':
      for (const child of operands(node)) evaluate(m, child);
      return false;
    case 'BreakStatement':
    case 'ContinueStatement':
      if (m.loop && isReached(m))
        (node.type === 'BreakStatement' ? m.loop.breaks : m.loop.continues).push(
          m.trail.capture(m.loop.mark),
        );
      return m.loop === undefined;
    case 'YieldStatement':
      m.frame.yields.push(
        expressionList(
          m,
          node.children.filter((it) => it.type !== 'yield' && it.type !== 'from'),
        ),
      );
      return true;
    case 'ScopeStatement':
      for (const name of node.children)
        if (name.type === 'VariableName') share(m, textOf(m, name), node.children[0]?.type === 'global');
      return true;
    case 'DeleteStatement':
    case 'PassStatement':
    case 'TypeDefinition':
    case 'Comment':
    case ':':
      return true;
    case 'Body':
      return executeBlock(m, node);
    default:
      for (const child of node.children.length > 0 ? node.children : [node])
        if (/Statement$|Definition$/.test(child.type)) execute(m, child);
        else evaluate(m, child);
      return true;
  }
}

function expressionList(m: Machine, nodes: readonly Node[]): Value {
  const values = nodes.filter((it) => it.type !== 'Comment');
  const [first] = values;
  if (!first) return just({ kind: 'constant', value: null });
  return values.length > 1 ? just(sequence(m, values)) : evaluate(m, first);
}

function assignment(m: Machine, node: Node): void {
  const groups: Node[][] = [[]];
  for (const child of node.children) {
    if (child.type === 'AssignOp') groups.push([]);
    else if (child.type !== 'TypeDef') groups.at(-1)?.push(child);
  }
  const last = groups.pop() ?? [];
  // An annotation alone binds nothing.
  if (groups.length === 0) return;
  const value = expressionList(m, last);
  for (const targets of groups) assign(m, targets, value, node);
}
