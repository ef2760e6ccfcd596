// Attributes, items and slices of what is known.

import { artifactOf, boundMember, classMember, foreignBase } from './classes.ts';
import { methodOfMapping } from './collections.ts';
import { combine } from './combine.ts';
import { branchless } from './each.ts';
import { environment } from './environment.ts';
import type { Machine } from './machine.ts';
import { member } from './modules.ts';
import { pathAttribute } from './paths.ts';
import { type ClassThing, keyName, type Thing } from './things.ts';
import { union } from './union.ts';
import {
  type Alternative,
  hole,
  isUnknown,
  just,
  softened,
  textValue,
  unknown,
  type Value,
} from './value.ts';
import { attributeOfArtifact, attributeOfRun, canonical, wandbAttribute } from './wandbObjects.ts';

/** The look-ups that formatting needs. */
export function lookups(m: Machine) {
  return {
    attribute: (value: Value, name: string) => attribute(m, value, name),
    item: (value: Value, key: Value) => item(m, value, key),
    key: keyName,
  };
}

export function attribute(m: Machine, value: Value, name: string): Value {
  return branchless(value, (it) => attributeOf(m, it, name));
}

function attributeOf(m: Machine, it: Alternative, name: string): Value {
  const { thing } = it;
  const method = (): Value => just({ kind: 'method', of: it, name });
  switch (thing.kind) {
    case 'text':
      if (thing.path) return pathAttribute(it, thing, name) ?? method();
      // A string has no `value`: it is the value of an enum's member.
      return name === 'value' ? [it] : method();
    case 'tuple':
    case 'list':
    case 'parser':
    case 'file':
    case 'api':
      return method();
    case 'object': {
      const value = thing.cells.get(name);
      if (value) return thing.soft ? softened(value) : value;
      return methodOfMapping.has(name) ? method() : unknown;
    }
    case 'instance':
      if (name === '__dict__') return just({ kind: 'object', cells: thing.cells, open: true });
      return (
        thing.cells.get(name) ??
        boundMember(m, it, thing.cls, name) ??
        attribute(m, artifactOf(thing) ?? unknown, name)
      );
    case 'class':
      return classMember(it, thing, name) ?? unknown;
    case 'super':
      return (
        thing.cls.bases
          .map((base) => base[0]?.thing)
          .map((base) => (base?.kind === 'class' ? boundMember(m, thing.self, base, name) : undefined))
          .find(Boolean) ?? baseMember(m, thing.cls, thing.self, name)
      );
    case 'external':
      if (thing.path === 'os' && name === 'environ') return just(environment(m));
      return wandbAttribute(m, thing.path, name) ?? just({ kind: 'external', path: `${thing.path}.${name}` });
    case 'module':
      return (
        member(m, thing.module, name) ?? just({ kind: 'external', path: `${thing.module.name}.${name}` })
      );
    case 'run':
      return attributeOfRun(thing, name) ?? method();
    case 'artifact':
      return attributeOfArtifact(it, thing, name) ?? method();
    default:
      return unknown;
  }
}

/** `super().name` where the base is W&B's artifact. */
function baseMember(m: Machine, cls: ClassThing, self: Alternative, name: string): Value {
  if (canonical(foreignBase(cls) ?? '') !== 'wandb.Artifact' || self.thing.kind !== 'instance')
    return unknown;
  return name === '__init__'
    ? just({ kind: 'method', of: self, name })
    : attribute(m, artifactOf(self.thing) ?? unknown, name);
}

export function item(m: Machine, value: Value, key: Value): Value {
  return branchless(value, (it) => itemOf(m, it, key));
}

function itemOf(m: Machine, it: Alternative, key: Value): Value {
  const { thing } = it;
  switch (thing.kind) {
    case 'tuple':
      return combine([key], ([at]) => (at ? itemOfTuple(thing.items, thing.open, at.thing) : unknown));
    case 'list':
      return item(m, thing.cells.get('items') ?? unknown, key);
    case 'object': {
      const all = () =>
        union([...thing.cells.values(), ...(thing.open || thing.cells.size === 0 ? [unknown] : [])]);
      const found = isUnknown(key)
        ? all()
        : combine([key], ([at]) => {
            const name = at && keyName(at.thing);
            return name === undefined ? all() : (thing.cells.get(name) ?? unknown);
          });
      return thing.soft ? softened(found) : found;
    }
    case 'class':
      return combine([key], ([at]) => {
        const name = at && keyName(at.thing);
        return (name === undefined ? undefined : thing.cells.get(name)) ?? unknown;
      });
    case 'text':
      return slicedText(thing, (chars) => {
        const at = key[0]?.thing;
        return key.length === 1 && at?.kind === 'number' ? chars.at(at.value) : undefined;
      });
    case 'external':
      return just({ kind: 'external', path: `${thing.path}[]` });
    default:
      return unknown;
  }
}

function itemOfTuple(items: readonly Value[], open: boolean, at: Thing): Value {
  if (at.kind !== 'number') return union([...items, ...(open || items.length === 0 ? [unknown] : [])]);
  // From the end of an open tuple nothing is known.
  if (at.value < 0 && open) return unknown;
  return items.at(at.value) ?? unknown;
}

function slicedText(thing: Thing, make: (chars: readonly string[]) => string | undefined): Value {
  if (thing.kind !== 'text' || thing.text.includes(hole)) return textValue(hole);
  return textValue(make([...thing.text]) ?? hole);
}

/** `value[from:to:step]`; a bound that is not given is undefined. */
export function slice(
  value: Value,
  from: Value | undefined,
  to: Value | undefined,
  step: Value | undefined,
): Value {
  const bounds = [from, to, step].map((it) => it?.[0]?.thing);
  const given = [from, to, step].map((it) => it !== undefined);
  const numbers = bounds.map((it) => (it?.kind === 'number' ? it.value : undefined));
  const known = given.every((is, index) => !is || numbers[index] !== undefined || isNone(bounds[index]));
  return branchless(value, (it) => {
    const inner = it.thing.kind === 'list' ? it.thing.cells.get('items')?.[0]?.thing : it.thing;
    if (inner?.kind === 'tuple') {
      if (!known || inner.open) return just({ kind: 'tuple', items: inner.items, open: true });
      return just({ kind: 'tuple', items: sliced(inner.items, numbers), open: false });
    }
    if (inner?.kind !== 'text') return unknown;
    return known ? slicedText(inner, (chars) => sliced(chars, numbers).join('')) : textValue(hole);
  });
}

function isNone(thing: Thing | undefined): boolean {
  return thing?.kind === 'constant' && thing.value === null;
}

function sliced<T>(list: readonly T[], [from, to, step = 1]: readonly (number | undefined)[]): readonly T[] {
  if (step === 1) return list.slice(from, to);
  if (step === -1 && from === undefined && to === undefined) return [...list].reverse();
  if (step <= 0) return [];
  return list.slice(from, to).filter((_, index) => index % step === 0);
}
