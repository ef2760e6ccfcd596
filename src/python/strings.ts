// String literals and f-strings.

import { evaluate } from './evaluate.ts';
import { concatenate, converted } from './formatting.ts';
import { decodeEscapes, quotedPart } from './literals.ts';
import { type Machine, textOf } from './machine.ts';
import { childOf, type Node, operands } from './tree.ts';
import { textValue, unknown, type Value } from './value.ts';

export function stringLiteral(m: Machine, node: Node): Value {
  const literal = textOf(m, node);
  const { raw, bytes, from, to } = quotedPart(literal);
  if (bytes) return unknown;
  const content = literal.slice(from, to);
  return textValue(raw ? content : decodeEscapes(content), m.source.place(node.from, node.to));
}

/** The parts of an f-string: texts, and the formatted value of each replacement. */
export function formatParts(m: Machine, node: Node): readonly (string | Value)[] {
  const literal = textOf(m, node);
  const quoted = quotedPart(literal);
  const decode = (from: number, to: number) => {
    const text = m.source.text.slice(from, to).replace(/\{\{|\}\}/g, (pair) => pair.charAt(0));
    return quoted.raw ? text : decodeEscapes(text);
  };
  const parts: (string | Value)[] = [];
  let from = node.from + quoted.from;
  for (const child of node.children) {
    if (child.type !== 'FormatReplacement') continue;
    parts.push(decode(from, child.from), replacement(m, child));
    from = child.to;
  }
  return [...parts, decode(from, Math.max(from, node.from + quoted.to))];
}

function replacement(m: Machine, node: Node): Value {
  const inner = operands(node).filter((it) => !it.type.startsWith('Format') || it.type === 'FormatString');
  const values = inner.map((it) => evaluate(m, it));
  const value = inner.length === 1 ? (values[0] ?? unknown) : unknown;
  const conversion = childOf(node, 'FormatConversion');
  const spec = childOf(node, 'FormatSpec');
  const written = converted(
    value,
    conversion && m.source.text.charAt(conversion.from + 1),
    spec ? formatSpec(m, spec) : textValue(''),
  );
  const self = childOf(node, 'FormatSelfDoc');
  if (!self || !inner[0]) return written;
  return concatenate([`${m.source.text.slice(node.from + 1, self.to)}`, written]);
}

function formatSpec(m: Machine, node: Node): Value {
  const parts: (string | Value)[] = [];
  let from = node.from + 1;
  for (const child of node.children) {
    if (child.type !== 'FormatReplacement') continue;
    parts.push(m.source.text.slice(from, child.from), replacement(m, child));
    from = child.to;
  }
  return concatenate([...parts, m.source.text.slice(from, node.to)]);
}
