// Classes that the program defines: members, binding to instances, and what calling a class gives.

import type { Arguments } from './arguments.ts';
import { invoke } from './invoke.ts';
import type { Machine } from './machine.ts';
import type { ClassThing, FunctionThing, Instance } from './things.ts';
import { type Alternative, just, only, softened, unknown, type Value } from './value.ts';

/** No attribute of Python has such a name. */
const artifactCell = 'wandb.Artifact';

/** A member by Python's order of look-up, the bases' included; undefined when none in view has it. */
function findMember(cls: ClassThing, name: string, depth = 0): Value | undefined {
  const own = cls.cells.get(name);
  if (own || depth > 8) return own;
  for (const base of cls.bases) {
    const thing = only(base);
    const found = thing?.kind === 'class' ? findMember(thing, name, depth + 1) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** A class member seen through an instance: functions are bound, properties are called. */
export function boundMember(m: Machine, self: Alternative, cls: ClassThing, name: string): Value | undefined {
  return findMember(cls, name)?.flatMap((it): Value => {
    if (it.thing.kind !== 'function') return [it];
    const { decorators } = it.thing;
    if (decorators.includes('staticmethod')) return [it];
    const bound: FunctionThing = {
      ...it.thing,
      self: decorators.includes('classmethod') ? alternative(cls) : self,
    };
    if (decorators.some((by) => /property$/.test(by)))
      return invoke(m, bound, { positional: [], named: new Map(), open: false });
    return [{ ...it, thing: bound }];
  });
}

/** A member seen through the class itself. */
export function classMember(it: Alternative, cls: ClassThing, name: string): Value | undefined {
  return findMember(cls, name)?.map((member) =>
    member.thing.kind === 'function' && member.thing.decorators.includes('classmethod')
      ? { ...member, thing: { ...member.thing, self: it } }
      : member,
  );
}

function alternative(thing: ClassThing): Alternative {
  return { thing, tags: [], steps: [], soft: false };
}

/** The dotted path of the first base that is not in view, the bases' own bases included. */
export function foreignBase(cls: ClassThing, depth = 0): string | undefined {
  for (const base of cls.bases) {
    const thing = only(base);
    if (thing?.kind === 'external') return thing.path;
    const found = thing?.kind === 'class' && depth < 8 ? foreignBase(thing, depth + 1) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Whether a class of the program says itself how its instances are made. */
export function hasInit(cls: ClassThing): boolean {
  return findMember(cls, '__init__') !== undefined;
}

/** The artifact that an instance of the program's own subclass of `wandb.Artifact` is. */
export function artifactOf(instance: Instance): Value | undefined {
  return instance.cells.get(artifactCell);
}

/** What `super().__init__(…)` of such a class made. */
export function becomeArtifact(m: Machine, instance: Instance, artifact: Value): void {
  m.trail.set(instance.cells, artifactCell, artifact);
}

/** Calls a class: runs its `__init__`, or fills the fields of a dataclass, and gives the instance. */
export function instantiate(m: Machine, cls: ClassThing, given: Arguments): Value {
  const instance: Instance = { kind: 'instance', cls, cells: new Map() };
  if (cls.instances.length < 8 && m.muted === 0) cls.instances.push(instance);
  const [self] = just(instance);
  const init = self && boundMember(m, self, cls, '__init__')?.[0]?.thing;
  if (init?.kind === 'function') invoke(m, init, given);
  else fillFields(m, instance, given);
  return just(instance);
}

function fillFields(m: Machine, instance: Instance, given: Arguments): void {
  const fields = allFields(instance.cls);
  for (const field of fields) {
    const value = findMember(instance.cls, field);
    if (value) m.trail.set(instance.cells, field, value);
  }
  given.positional.forEach(({ value }, index) => {
    const field = fields[index];
    if (field) m.trail.set(instance.cells, field, value);
  });
  for (const [name, { value }] of given.named) m.trail.set(instance.cells, name, value);
}

function allFields(cls: ClassThing, depth = 0): readonly string[] {
  const inherited = cls.bases.flatMap((base) => {
    const thing = only(base);
    return thing?.kind === 'class' && depth < 8 ? allFields(thing, depth + 1) : [];
  });
  return [...new Set([...inherited, ...cls.fields])];
}

/** An instance whose construction is not in view: the class's own defaults hold. */
export function someInstance(cls: ClassThing): Value {
  const [known] = cls.instances;
  return known ? softened(just(known)) : just({ kind: 'instance', cls, cells: new Map() });
}

/** The attributes of an instance with the defaults of its class, as `vars` and `asdict` give them. */
export function attributesOf(instance: Instance): Value {
  const cells = new Map(
    allFields(instance.cls).map((name): [string, Value] => [name, findMember(instance.cls, name) ?? unknown]),
  );
  for (const [name, value] of instance.cells) cells.set(name, value);
  return just({ kind: 'object', cells, open: false });
}
