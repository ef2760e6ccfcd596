// Looks at the functions and methods that nothing in view calls, and at calls that were not followed.

import { boundMember } from './classes.ts';
import { inspect } from './invoke.ts';
import { branch, isTired, type Machine } from './machine.ts';
import { parametersOf } from './parameters.ts';
import type { Source } from './source.ts';
import type { ClassThing, FunctionThing, Instance } from './things.ts';
import { childOf, type Node } from './tree.ts';
import { type Alternative, just, type Value } from './value.ts';

/** Everything that was defined is looked at once it is known what the program's own calls pass. */
export function finish(m: Machine, sources: readonly Source[]): void {
  const called = calledNames(sources);
  // Entry points first: they may call the rest with more than the rest knows of itself.
  const passes: readonly ((name: string) => boolean)[] = [(name) => !called.has(name), () => true];
  for (const wanted of passes) {
    const last = wanted('') && passes.indexOf(wanted) === 1;
    let before = -1;
    while (before !== m.visited.size) {
      before = m.visited.size;
      const functions = m.functions.filter((it) => !m.visited.has(it.node) && wanted(it.name));
      for (const fn of last ? functions.reverse() : functions)
        if (!m.visited.has(fn.node)) maybe(m, () => inspect(m, fn, new Map()));
      for (const [cls, methods] of [...m.classes]) inspectClass(m, cls, methods, wanted);
    }
  }
  for (const fn of [...m.functions, ...[...m.classes.values()].flat()]) again(m, fn);
}

/** Its effects may or may not have taken place. */
function maybe(m: Machine, body: () => unknown): void {
  branch(m, [
    () => {
      body();
      return true;
    },
    () => true,
  ]);
}

function inspectClass(
  m: Machine,
  cls: ClassThing,
  methods: readonly FunctionThing[],
  wanted: (name: string) => boolean,
): void {
  const unseen = methods.filter(
    (it) => !m.visited.has(it.node) && (wanted(it.name) || it.name.startsWith('__')),
  );
  if (unseen.length === 0) return;
  const instances = cls.instances.length > 0 ? [...cls.instances] : [firstInstance(m, cls)];
  if (!isTired(m)) {
    // What one method sets, another reads, in an order that is not known.
    m.muted++;
    for (const instance of instances)
      for (const method of methods)
        if (method.name !== '__init__' && mayChange(m, method))
          maybe(m, () => onInstance(m, method, instance));
    m.muted--;
  }
  for (const method of unseen) {
    if (m.visited.has(method.node)) continue;
    for (const instance of instances) maybe(m, () => onInstance(m, method, instance));
  }
}

/** A method that calls others may change what they do. */
function mayChange(m: Machine, { node, source }: FunctionThing): boolean {
  const slice = m.slices.get(source);
  return slice === undefined || slice.changes(node);
}

/** An instance whose construction is not in view: `__init__` runs with its defaults. */
function firstInstance(m: Machine, cls: ClassThing): Instance {
  const instance: Instance = { kind: 'instance', cls, cells: new Map() };
  cls.instances.push(instance);
  const [self] = just(instance);
  const init = self && boundMember(m, self, cls, '__init__')?.[0]?.thing;
  if (init?.kind === 'function') inspect(m, init, new Map());
  return instance;
}

function onInstance(m: Machine, method: FunctionThing, instance: Instance): Value {
  const bound = (self: Alternative | undefined) => (self ? { ...method, self } : method);
  if (method.decorators.includes('staticmethod')) return inspect(m, method, new Map());
  const [cls] = just(instance.cls);
  const [self] = just(instance);
  return inspect(m, bound(method.decorators.includes('classmethod') ? cls : self), new Map());
}

/** A call that was not followed may have passed anything; a default that no call left alone may be used elsewhere. */
function again(m: Machine, fn: FunctionThing): void {
  const { state } = fn;
  if (state.calls === 0 && !state.missed) return;
  if (state.missed) {
    maybe(m, () => inspect(m, fn, new Map(), true));
    return;
  }
  const parameters = parametersOf(fn.source, childOf(fn.node, 'ParamList'));
  const plainly = parameters.filter((it) => it.kind !== '*' && it.kind !== '**');
  if (state.plain || isTired(m) || !plainly.some((it) => it.default)) return;
  const required = new Map(
    plainly.filter((it) => !it.default).map((it) => [it.name, state.bound.get(it.name) ?? []]),
  );
  // With names among what callers must pass, the defaults alone would make combinations that no call makes.
  const named = [...required.values()]
    .flat()
    .some(({ thing }) => thing.kind === 'text' || thing.kind === 'number' || thing.kind === 'unknown');
  if (!named) maybe(m, () => inspect(m, fn, required));
}

/** The last names of everything that is called anywhere. */
function calledNames(sources: readonly Source[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const source of sources) {
    const stack: Node[] = [source.root];
    for (let node = stack.pop(); node; node = stack.pop()) {
      const [callee] = node.type === 'CallExpression' ? node.children : [];
      const name = callee?.type === 'MemberExpression' ? callee.children.at(-1) : callee;
      if (name) names.add(source.text.slice(name.from, name.to));
      for (const child of node.children) stack.push(child);
    }
  }
  return names;
}
