// Which statements can matter to what a source says of artifacts: all others need not be run.

import { anyKey, type Fact, type Facts, type Space } from './facts.ts';
import { homeOf, Names } from './sliceNames.ts';
import type { Node } from './tree.ts';

/**
 * A program slice (M. Weiser, "Program Slicing", 1984) that takes no notice of the order of statements. A statement is
 * kept when it names artifacts, binds a name or sets a key that a kept one mentions, or mentions a function whose own
 * kept statements have effects. Slices grow by demand and never shrink.
 */
export class Slice {
  readonly #facts: Facts;
  readonly #nodes = new Set<Node>();
  readonly #kept = new Set<Fact>();
  readonly #names = new Map<Space, Set<string>>();
  readonly #keys = new Set<string>();
  readonly #changing = new Set<Node>();
  /** Functions with kept statements; those whose value is asked for. */
  readonly #active = new Set<Space>();
  readonly #wanted = new Set<Space>();
  /** Definitions that do something when they are called; those that must see what they are called with. */
  readonly #effective = new Names();
  readonly #called = new Names();

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  keeps(statement: Node): boolean {
    return this.#nodes.has(statement);
  }

  /** How many statements are kept. */
  get size(): number {
    return this.#nodes.size;
  }

  /** Whether running a function, by its definition, changes anything that matters and outlives the call. */
  changes(definition: Node): boolean {
    return this.#changing.has(definition);
  }

  /** Attributes and keys that matter, here or in what is imported. */
  get keys(): ReadonlySet<string> {
    return this.#keys;
  }

  /** Keeps what names artifacts, starts runs, or sets what they go by. */
  keepSites(): void {
    for (const fact of this.#facts.all) if (fact.site || fact.starts) this.#keep(fact);
    this.#grow();
  }

  /** Keeps what an import of the module changes in the program: the active run, and what runs go by. */
  keepStarts(): void {
    for (const fact of this.#facts.all) if (fact.starts) this.#keep(fact);
    this.#grow();
  }

  /** Keeps what these names of the module, and these attributes of its objects, come from. */
  demand(names: Iterable<string>, keys: Iterable<string>): void {
    for (const key of keys) this.#keys.add(key);
    for (const name of names) this.#need(this.#facts.module, name);
    this.#grow();
  }

  /** Keeps everything. */
  keepAll(): void {
    for (const fact of this.#facts.all) this.#keep(fact);
  }

  #grow(): void {
    let before = -1;
    while (before !== this.#size()) {
      before = this.#size();
      for (const fact of this.#facts.all) this.#look(fact);
    }
  }

  #size(): number {
    let names = 0;
    for (const known of this.#names.values()) names += known.size;
    const sets = [
      this.#nodes,
      this.#kept,
      this.#keys,
      this.#active,
      this.#wanted,
      this.#effective,
      this.#called,
    ];
    return sets.reduce((sum, set) => sum + set.size, names);
  }

  #look(fact: Fact): void {
    const needed =
      some(fact.binds, (name) => this.#isNeeded(fact.space, name)) ||
      some(fact.sets, (key) => key === anyKey || this.#keys.has(key));
    if (fact.inner?.kind === 'function' && (needed || this.#isImplied(fact))) this.#wanted.add(fact.inner);
    const { inner } = fact;
    if (inner && some(inner.names, (name) => this.#names.get(inner)?.has(name) === true))
      for (const name of fact.binds) this.#called.add(fact.space, name);
    if (this.#kept.has(fact)) {
      if (this.#mentions(fact, this.#effective)) {
        this.#markChanging(fact);
        this.#affect(fact);
      }
      return;
    }
    if (needed || this.#isJump(fact) || this.#belongs(fact)) this.#keep(fact);
    else if (this.#mentions(fact, this.#effective) || this.#mentions(fact, this.#called)) this.#keep(fact);
  }

  /** What decides where a function that is run goes, and what it gives when that is asked for. */
  #isJump({ jump, space, node, parent }: Fact): boolean {
    if (!jump) return false;
    const isRun = this.#active.has(space) || this.#wanted.has(space);
    if (jump === 'loop' ? !this.#isInKeptLoop(parent) : !isRun) return false;
    if (jump === 'give' && this.#wanted.has(space)) return true;
    // Where it stands matters, not what it says: a `return` whose value nobody asks for.
    this.#nodes.add(node);
    for (let at = parent; at; at = at.parent) this.#nodes.add(at.node);
    return false;
  }

  /** A method that Python calls by itself, of a class that matters. */
  #isImplied({ binds, parent }: Fact): boolean {
    return (
      parent?.inner?.kind === 'class' &&
      this.#kept.has(parent) &&
      some(binds, (name) => /^__\w+__$/.test(name))
    );
  }

  #isInKeptLoop(parent: Fact | undefined): boolean {
    for (let at = parent; at && !at.inner; at = at.parent)
      if (/^(?:For|While)Statement$/.test(at.node.type)) return this.#kept.has(at);
    return false;
  }

  /** The fields of a class, and the call of its base's `__init__`. */
  #belongs({ inner, parent, keys }: Fact): boolean {
    if (parent?.inner?.kind === 'class') return inner === undefined && this.#kept.has(parent);
    const cls = parent?.parent;
    return keys.has('__init__') && cls?.inner?.kind === 'class' && this.#kept.has(cls);
  }

  #mentions(fact: Fact, names: Names): boolean {
    if (names.size === 0) return false;
    return (
      some(fact.names, (name) => names.lives(name, homeOf(fact.space, name))) ||
      some(fact.keys, (key) => names.has(key))
    );
  }

  #keep(fact: Fact): void {
    if (this.#kept.has(fact)) return;
    this.#kept.add(fact);
    this.#nodes.add(fact.node);
    if (fact.parent) this.#keep(fact.parent);
    const { names, keys } = (this.#facts.runsOnly ? fact.ofRun : undefined) ?? fact;
    for (const name of names) this.#need(fact.space, name);
    for (const key of keys) this.#keys.add(key);
    // What a changing call gives may be a part of what it changes.
    if (fact.changes) for (const name of fact.binds) this.#need(fact.space, name);
    // Methods are cheap to define, and a class is made once.
    if (fact.inner?.kind === 'class')
      for (const child of fact.children) if (child.inner) this.#nodes.add(child.node);
    if (fact.space.kind === 'function' && !fact.inner) this.#active.add(fact.space);
    if (fact.sets.size > 0 || fact.changes || fact.starts || this.#isOutward(fact)) this.#markChanging(fact);
    if (this.#facts.runsOnly) return;
    if (fact.site || fact.starts || fact.changes || this.#isOutward(fact) || fact.keys.has('__init__'))
      this.#affect(fact);
    // A lambda, or a method that is bound and not called, is called where its new name is.
    if (fact.site && fact.alias)
      for (const name of [...fact.binds, ...fact.sets]) this.#effective.add(fact.space, name);
  }

  #isOutward({ binds, space }: Fact): boolean {
    return some(binds, (name) => space.elsewhere.has(name));
  }

  #markChanging({ parent }: Fact): void {
    for (let at = parent; at; at = at.parent) this.#changing.add(at.bare);
  }

  /** The function around the statement does something; making, entering or calling an instance does what its class's methods do. */
  #affect({ space, inner }: Fact): void {
    const definition =
      inner?.kind === 'class' ? undefined : space.kind === 'function' ? space.owner : undefined;
    if (!definition) return;
    for (const name of definition.binds) {
      this.#effective.add(definition.space, name);
      const cls = definition.parent;
      if (/^__\w+__$/.test(name) && cls?.inner?.kind === 'class') this.#affectClass(cls);
    }
  }

  #affectClass(cls: Fact): void {
    for (const name of cls.binds) {
      if (this.#effective.lives(name, homeOf(cls.space, name))) continue;
      this.#effective.add(cls.space, name);
      for (const it of this.#facts.all)
        if (it.inner?.kind === 'class' && it.names.has(name)) this.#affectClass(it);
    }
  }

  #need(at: Space, name: string): void {
    const home = homeOf(at, name);
    if (!home) return;
    const known = this.#names.get(home);
    if (known) known.add(name);
    else this.#names.set(home, new Set([name]));
  }

  #isNeeded(at: Space, name: string): boolean {
    const home = homeOf(at, name);
    // A name of a class is an attribute of its instances.
    if (at.kind === 'class' && this.#keys.has(name)) return true;
    // So is a name of a module.
    if (at.kind === 'module' && this.#keys.has(name)) return true;
    return home !== undefined && this.#names.get(home)?.has(name) === true;
  }
}

function some(names: ReadonlySet<string>, test: (name: string) => boolean): boolean {
  for (const name of names) if (test(name)) return true;
  return false;
}
