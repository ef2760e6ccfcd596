// Looks up variables through the frames of Python's scopes, and sets them.

import type { Frame, Machine } from './machine.ts';
import { resolved } from './modules.ts';
import { home, just, textValue, unknown, type Value } from './value.ts';

const builtins = new Set(
  'str repr int float bool len list tuple set frozenset sorted reversed dict zip enumerate range getattr setattr vars next iter map format type print open'.split(
    ' ',
  ),
);

/** The value of a name here; `unknown` when nothing in view binds it. */
export function lookup(m: Machine, name: string): Value {
  for (let frame: Frame | undefined = m.frame; frame; frame = frame.parent) {
    // The names of a class body are not in scope within its methods.
    if (frame.kind === 'class' && frame !== m.frame) continue;
    const value = (frame.shared.get(name) ?? frame.cells).get(name);
    if (value) return resolved(m, value);
  }
  if (name === '__name__') return textValue('__main__');
  if (name === '__file__' && m.source.cell === null) return textValue(`${home}/${m.source.path}`);
  return builtins.has(name) ? just({ kind: 'external', path: `builtins.${name}` }) : unknown;
}

/** Binds a name in the present frame. */
export function bind(m: Machine, name: string, value: Value): void {
  m.trail.set(m.frame.shared.get(name) ?? m.frame.cells, name, value);
}

/** Makes `name` mean that of an outer frame: `global` or `nonlocal`. */
export function share(m: Machine, name: string, global: boolean): void {
  let frame: Frame | undefined = m.frame.parent;
  while (frame?.parent && (global || frame.kind === 'class' || !frame.cells.has(name))) frame = frame.parent;
  if (frame) m.frame.shared.set(name, frame.cells);
}
