// Comprehensions and generator expressions: each item of known lists, else one item of what they may hold.

import { assign } from './assign.ts';
import { elementOf, itemsOf } from './collections.ts';
import { evaluate } from './evaluate.ts';
import { isTired, type Machine, newFrame, unreached, within } from './machine.ts';
import { keyName } from './things.ts';
import type { Node } from './tree.ts';
import { truthOf } from './truth.ts';
import { union } from './union.ts';
import { just, most, only, unknown, type Value } from './value.ts';

interface Clause {
  readonly kind: 'for' | 'if';
  readonly targets: readonly Node[];
  readonly source: Node;
}

export function comprehension(m: Machine, node: Node): Value {
  const children = node.children.filter(
    (it) => !['(', ')', '[', ']', '{', '}', 'Comment', 'async'].includes(it.type),
  );
  const start = children.findIndex((it) => it.type === 'for');
  const element = children.slice(0, start);
  const clauses = readClauses(children.slice(start));
  const results: Value[][] = [];
  const frame = newFrame(m, 'function', m.frame);
  // `:=` and calls within still change what is outside.
  const complete = within(m, { frame }, () =>
    runClauses(m, clauses, () => {
      results.push(element.filter((it) => it.type !== ':' && it.type !== '*').map((it) => evaluate(m, it)));
    }),
  );
  if (node.type === 'DictionaryComprehensionExpression') return mapping(results, !complete);
  const items = results.map(([value = unknown]) => value);
  const tuple = just({ kind: 'tuple', items, open: !complete });
  return node.type === 'ComprehensionExpression'
    ? tuple
    : just({ kind: 'list', cells: new Map([['items', tuple]]) });
}

function readClauses(nodes: readonly Node[]): readonly Clause[] {
  const clauses: Clause[] = [];
  for (let i = 0; i < nodes.length; i++) {
    if (nodes[i]?.type === 'for') {
      const end = nodes.findIndex((it, index) => index > i && it.type === 'in');
      const source = nodes[end + 1];
      if (end < 0 || !source) break;
      clauses.push({ kind: 'for', targets: nodes.slice(i + 1, end), source });
      i = end + 1;
    } else if (nodes[i]?.type === 'if') {
      const source = nodes[++i];
      if (source) clauses.push({ kind: 'if', targets: [], source });
    }
  }
  return clauses;
}

/** False when there may be more or fewer items than were seen. */
function runClauses(m: Machine, clauses: readonly Clause[], body: () => void): boolean {
  const [clause, ...rest] = clauses;
  if (!clause) {
    body();
    return true;
  }
  const value = evaluate(m, clause.source);
  if (clause.kind === 'if') {
    const truth = truthOf(value);
    if (truth === false) unreached(m, () => runClauses(m, rest, () => {}));
    return truth === false || (runClauses(m, rest, body) && truth === true);
  }
  const items = itemsOf(value);
  const known = items && items.length <= most && !isTired(m);
  let complete = Boolean(known);
  for (const item of known ? items : [elementOf(value)]) {
    assign(m, clause.targets, item, clause.source);
    complete = runClauses(m, rest, body) && complete;
  }
  return complete;
}

function mapping(results: readonly (readonly Value[])[], open: boolean): Value {
  const cells = new Map<string, Value>();
  let unnamed = open;
  for (const [key = unknown, value = unknown] of results) {
    const thing = only(key);
    const name = thing && keyName(thing);
    if (name === undefined) unnamed = true;
    else cells.set(name, union([value]));
  }
  return just({ kind: 'object', cells, open: unnamed });
}
