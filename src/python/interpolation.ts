// OmegaConf's interpolations: `${data.name}` and `${oc.env:NAME,default}` within the texts of a configuration.

import { environmentVariable } from './environment.ts';
import { concatenate } from './formatting.ts';
import type { Machine } from './machine.ts';
import type { Mapping } from './things.ts';
import { hole, just, mergeSteps, softened, textValue, unknown, type Value } from './value.ts';

/** Interpolations nest deeper only in a circle. */
const deepest = 8;

/**
 * The configuration with its interpolations replaced by what they name; one that is not known is a hole.
 * Source: https://omegaconf.readthedocs.io/en/latest/grammar.html
 */
export function interpolated(m: Machine, root: Value): Value {
  const top = root[0]?.thing;
  return top?.kind === 'object' ? inside(m, root, { top, parents: [], depth: 0 }) : root;
}

interface At {
  readonly top: Mapping;
  /** The maps around a value, the innermost last. */
  readonly parents: readonly Mapping[];
  readonly depth: number;
}

function inside(m: Machine, value: Value, at: At): Value {
  return value.flatMap((it): Value => {
    const { thing } = it;
    if (thing.kind === 'object') {
      const inner = { ...at, parents: [...at.parents, thing] };
      const cells = new Map([...thing.cells].map(([key, child]) => [key, inside(m, child, inner)]));
      return [{ ...it, thing: { ...thing, cells } }];
    }
    if (thing.kind === 'list') {
      const tuple = thing.cells.get('items')?.[0]?.thing;
      if (tuple?.kind !== 'tuple') return [it];
      const items = tuple.items.map((item) => inside(m, item, at));
      return just({ kind: 'list', cells: new Map([['items', just({ ...tuple, items })]]) });
    }
    if (thing.kind !== 'text' || !thing.text.includes('${')) return [it];
    return filled(m, thing.text, at).map((made) => ({
      ...made,
      soft: made.soft || it.soft,
      steps: mergeSteps(made.steps, it.steps),
    }));
  });
}

function filled(m: Machine, text: string, at: At): Value {
  if (at.depth > deepest) return textValue(hole);
  const parts = text.split(/(\$\{[^${}]*\})/).filter((part) => part !== '');
  // What nests interpolations within one another is not taken apart.
  if (parts.some((part) => part.includes('${') && !part.endsWith('}'))) return textValue(hole);
  const values = parts.map((part) =>
    part.startsWith('${') ? meaning(m, part.slice(2, -1).trim(), at) : part,
  );
  const [only = ''] = values;
  return values.length === 1 && typeof only !== 'string' ? only : concatenate(values);
}

function meaning(m: Machine, inner: string, at: At): Value {
  const env = /^(?:oc\.)?env:\s*([A-Za-z_]\w*)\s*(?:,\s*(.*))?$/s.exec(inner);
  if (env) {
    const [, name = '', fallback] = env;
    const known = environmentVariable(m, name);
    if (known) return known;
    return fallback === undefined ? unknown : softened(textValue(fallback.replace(/^(['"])(.*)\1$/s, '$2')));
  }
  const path = /^(\.*)([\w.[\]-]+)$/.exec(inner);
  if (!path) return textValue(hole);
  const [, dots = '', keys = ''] = path;
  const from = dots === '' ? at.top : at.parents.at(-dots.length);
  let value: Value | undefined = from && just(from);
  for (const key of keys.split(/[.[\]]+/).filter(Boolean)) {
    const thing: Value[number]['thing'] | undefined = value?.[0]?.thing;
    value = thing?.kind === 'object' ? thing.cells.get(key) : undefined;
  }
  return value ? inside(m, value, { ...at, depth: at.depth + 1 }) : textValue(hole);
}
