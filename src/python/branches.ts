// Statements that choose: if, try, match.

import { evaluate } from './evaluate.ts';
import { executeBlock } from './execute.ts';
import { branch, type Machine, textOf, unreached } from './machine.ts';
import { bind } from './names.ts';
import { equality } from './operators.ts';
import { childOf, type Node } from './tree.ts';
import { truthOf } from './truth.ts';
import { unknown, type Value } from './value.ts';

export function ifStatement(m: Machine, parts: readonly Node[]): boolean {
  const [keyword, condition, body, ...rest] = parts;
  if (keyword?.type === 'else') return executeBlock(m, condition);
  if (!keyword || !condition || !body) return true;
  const value = evaluate(m, condition);
  const truth = truthOf(value);
  if (truth === true) {
    const completes = executeBlock(m, body);
    unreached(m, () => ifStatement(m, rest));
    return completes;
  }
  if (truth === false) {
    unreached(m, () => executeBlock(m, body));
    return ifStatement(m, rest);
  }
  return branch(m, [() => executeBlock(m, body), () => ifStatement(m, rest)]);
}

export function tryStatement(m: Machine, node: Node): boolean {
  const parts = node.children.filter((it) => it.type !== 'Comment');
  const bodyOf = (type: string) => parts[parts.findIndex((it) => it.type === type) + 1];
  const mark = m.trail.mark();
  const tried = executeBlock(m, bodyOf('try'));
  const after = m.trail.capture(mark);
  m.trail.rollback(mark);
  const handlers: (() => boolean)[] = [];
  parts.forEach((part, index) => {
    if (part.type !== 'except') return;
    const end = parts.findIndex((it, at) => at > index && it.type === 'Body');
    const head = parts.slice(index + 1, end);
    handlers.push(() => {
      // The exception may have come before anything was done, or after all was.
      m.trail.join([new Map(), after]);
      for (const it of head) if (it.type !== 'as') evaluateHead(m, it, head);
      return executeBlock(m, parts[end]);
    });
  });
  const whole = () => {
    m.trail.join([after]);
    const orElse = parts.some((it) => it.type === 'else') ? bodyOf('else') : undefined;
    return executeBlock(m, orElse) && tried;
  };
  const completes = branch(m, [whole, ...handlers]);
  const last = parts.some((it) => it.type === 'finally') ? bodyOf('finally') : undefined;
  return last ? executeBlock(m, last) && completes : completes;
}

/** The exception's type, or the name that it is bound to. */
function evaluateHead(m: Machine, node: Node, head: readonly Node[]): void {
  if (head[head.indexOf(node) - 1]?.type === 'as') bind(m, textOf(m, node), unknown);
  else evaluate(m, node);
}

export function matchStatement(m: Machine, node: Node): boolean {
  const subject = node.children[1];
  const value = subject ? evaluate(m, subject) : unknown;
  const clauses = childOf(node, 'MatchBody')?.children.filter((it) => it.type === 'MatchClause') ?? [];
  const bodies: (() => boolean)[] = [];
  let matched = false;
  for (const clause of clauses) {
    const body = () => {
      for (const pattern of clause.children) bindPattern(m, pattern, value);
      return executeBlock(m, childOf(clause, 'Body'));
    };
    const truth: boolean | undefined = matched ? false : matches(m, clause, value);
    if (truth === false) unreached(m, body);
    else bodies.push(body);
    matched ||= truth === true;
  }
  const [only] = bodies;
  if (matched && bodies.length === 1 && only) return only();
  return branch(m, matched ? bodies : [...bodies, () => true]);
}

/** Whether a clause certainly takes a subject, or certainly does not. */
function matches(m: Machine, clause: Node, subject: Value): boolean | undefined {
  const pattern = clause.children.find((it) => /Pattern$/.test(it.type));
  if (!pattern || childOf(clause, 'Guard')) return undefined;
  if (pattern.type === 'CapturePattern') return true;
  const literals =
    pattern.type === 'OrPattern' ? pattern.children.filter((it) => /Pattern$/.test(it.type)) : [pattern];
  if (literals.some((it) => it.type !== 'LiteralPattern')) return undefined;
  const truths = literals.map((it) => {
    const [node] = it.children;
    return node ? truthOf(equality(subject, evaluate(m, node))) : undefined;
  });
  if (truths.includes(true)) return true;
  return truths.every((truth) => truth === false) ? false : undefined;
}

/** Names captured by a pattern; a bare capture is the subject itself. */
function bindPattern(m: Machine, pattern: Node, subject: Value): void {
  if (pattern.type === 'Body' || pattern.type === 'Guard') return;
  const name = childOf(pattern, 'VariableName');
  if (name && /^(?:CapturePattern|AsPattern|StarPattern)$/.test(pattern.type))
    bind(m, textOf(m, name), pattern.type === 'CapturePattern' ? subject : unknown);
  for (const child of pattern.children) if (/Pattern$/.test(child.type)) bindPattern(m, child, unknown);
}
