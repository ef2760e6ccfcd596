// TOML files as values: each text with its place in the file, as Python's `tomllib` reads them.

import { type AST, parseTOML } from 'toml-eslint-parser';
import type { Place } from '../lineage/model.ts';
import type { Cells } from './trail.ts';
import { just, textValue, unknown, type Value, withStep } from './value.ts';

/** The content of a TOML file; undefined when it is broken. Source: https://toml.io/en/v1.0.0 */
export function readToml(path: string, text: string): Value | undefined {
  const top = parsed(text);
  if (!top) return undefined;
  const at = { path, lines: text.split(/\r?\n/) };
  const root: Cells = new Map();
  for (const part of top.body) {
    if (part.type === 'TOMLKeyValue') fill(at, root, part);
    else {
      const cells = tableAt(root, part.resolvedKey);
      for (const pair of part.body) fill(at, cells, pair);
    }
  }
  return table(root);
}

interface At {
  readonly path: string;
  readonly lines: readonly string[];
}

function parsed(text: string): AST.TOMLTopLevelTable | undefined {
  try {
    return parseTOML(text, { tomlVersion: '1.0' }).body[0];
  } catch {
    return undefined;
  }
}

function table(cells: Cells): Value {
  return just({ kind: 'object', cells, open: false });
}

function listOf(items: readonly Value[]): Value {
  return just({ kind: 'list', cells: new Map([['items', just({ kind: 'tuple', items, open: false })]]) });
}

/** The table under these keys, made when it is not there; a number is an index into an array of tables. */
function tableAt(root: Cells, keys: readonly (string | number)[]): Cells {
  let cells = root;
  for (const [index, key] of keys.entries()) {
    if (typeof key === 'number') continue;
    const place = keys[index + 1];
    const thing = cells.get(key)?.[0]?.thing;
    const inner: Cells = new Map();
    if (typeof place === 'number') {
      const items = thing?.kind === 'list' ? thing.cells.get('items')?.[0]?.thing : undefined;
      const known = items?.kind === 'tuple' ? items.items : [];
      const there = known[place]?.[0]?.thing;
      if (there?.kind === 'object') cells = there.cells;
      else {
        cells.set(key, listOf([...known, table(inner)]));
        cells = inner;
      }
    } else if (thing?.kind === 'object') cells = thing.cells;
    else {
      cells.set(key, table(inner));
      cells = inner;
    }
  }
  return cells;
}

function fill(at: At, cells: Cells, { key, value, loc }: AST.TOMLKeyValue): void {
  const names = key.keys.map((it) => (it.type === 'TOMLBare' ? it.name : it.value));
  const last = names.pop();
  if (last === undefined) return;
  const line = at.lines[loc.start.line - 1]?.trim().slice(0, 120) ?? '';
  const read = contentOf(at, value);
  const scalar = value.type === 'TOMLValue';
  tableAt(cells, names).set(
    last,
    scalar ? withStep(read, () => ({ text: line, at: placeOf(at, loc) })) : read,
  );
}

function contentOf(at: At, node: AST.TOMLContentNode): Value {
  if (node.type === 'TOMLArray') return listOf(node.elements.map((it) => contentOf(at, it)));
  if (node.type === 'TOMLInlineTable') {
    const cells: Cells = new Map();
    for (const pair of node.body) fill(at, cells, pair);
    return table(cells);
  }
  switch (node.kind) {
    case 'string':
      return textValue(node.value, node.multiline ? undefined : placeOf(at, node.loc));
    case 'boolean':
      return just({ kind: 'constant', value: node.value });
    case 'integer':
    case 'float':
      return Number.isFinite(node.value)
        ? just({ kind: 'number', value: node.value, float: node.kind === 'float' })
        : unknown;
    default:
      return unknown;
  }
}

function placeOf(at: At, { start, end }: AST.SourceLocation): Place {
  return {
    path: at.path,
    cell: null,
    range: {
      start: { line: start.line - 1, character: start.column },
      end: { line: end.line - 1, character: end.column },
    },
  };
}
