// `os.path` and `pathlib` paths, as texts with holes.

import { combine } from './combine.ts';
import { opened } from './files.ts';
import { concatenate, tidy, withoutNone } from './formatting.ts';
import { upwards } from './project.ts';
import type { Text } from './things.ts';
import { type Alternative, hole, home, just, textValue, unknown, type Value } from './value.ts';

/** Joins path parts as POSIX does; an absolute part starts again. Nothing is known of a path without parts. */
export function joinPath(values: readonly Value[], path: boolean): Value {
  if (values.length === 0) return unknown;
  return combine(values.map(withoutNone), (row) => {
    const texts = row.map(({ thing }) => (thing.kind === 'text' ? thing.text : hole));
    const text = texts.reduce((left, right) =>
      right.startsWith('/') || left === '' ? right : left.endsWith('/') ? left + right : `${left}/${right}`,
    );
    const clean = path ? text.replace(/\/\.(?=\/|$)/g, '').replace(/(.)\/+$/, '$1') : text;
    return just({ kind: 'text', text: tidy(clean), ...(path && { path: true as const }) });
  });
}

/** `os.path.basename` and `pathlib`'s `name`: a hole before the last `/` does not matter. */
export function baseName(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

/** An attribute of a path: `name`, `stem`, `suffix`, `parent`. */
export function pathAttribute(it: Alternative, thing: Text, name: string): Value | undefined {
  const base = baseName(thing.text);
  const dot = base.lastIndexOf('.');
  const hasSuffix = dot > 0 && dot < base.length - 1;
  const make = (text: string, path = false): Value =>
    combine([[it]], () => just({ kind: 'text', text, ...(path && { path: true as const }) }));
  switch (name) {
    case 'name':
      return make(base);
    case 'stem':
      return make(base.includes(hole) ? hole : hasSuffix ? base.slice(0, dot) : base);
    case 'suffix':
      return make(base.includes(hole) ? hole : hasSuffix ? base.slice(dot) : '');
    case 'parents': {
      const above = upwards(thing.text).slice(1);
      if (!thing.text.startsWith(`${home}/`)) return undefined;
      return just({ kind: 'tuple', items: above.filter(Boolean).map((it) => make(it, true)), open: true });
    }
    case 'parent':
      if (thing.text === home) return make(hole, true);
      return make(
        thing.text.includes('/') ? thing.text.slice(0, thing.text.lastIndexOf('/')) || '/' : '.',
        true,
      );
    default:
      return undefined;
  }
}

export function pathMethod(
  receiver: Alternative,
  thing: Text,
  name: string,
  values: readonly Value[],
): Value | undefined {
  switch (name) {
    case 'joinpath':
      return joinPath([[receiver], ...values], true);
    case 'as_posix':
      return combine([[receiver]], () => textValue(thing.text));
    case 'with_suffix': {
      const stem = pathAttribute(receiver, { ...thing, text: baseName(thing.text) }, 'stem') ?? unknown;
      const folder = thing.text.slice(0, thing.text.length - baseName(thing.text).length);
      return combine([concatenate([folder, stem, values[0] ?? unknown])], ([it]) =>
        it?.thing.kind === 'text' ? just({ ...it.thing, path: true }) : unknown,
      );
    }
    case 'resolve':
    case 'absolute':
    case 'expanduser':
      if (thing.text.startsWith(home)) return [receiver];
      return just({ kind: 'text', text: `${hole}/${baseName(thing.text)}`, path: true });
    case 'open':
    case 'read_text':
      return opened([receiver]);
    default:
      return undefined;
  }
}
